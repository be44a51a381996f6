import { ArgumentError } from '../errors.ts';
import { Generator } from '../generator.ts';
import { checkDtype } from '../ops/copying.ts';
import { leaf, type TensorOptions } from './create.ts';
import { checkShape, countOf, type Shape } from './shape.ts';
import { allocate, type Dtype } from './storage.ts';
import type { Tensor } from './tensor.ts';

export interface RandomOptions extends TensorOptions {
  /** Where the numbers come from; always asked for, so that every run can be repeated. */
  readonly generator: Generator;
}

/**
 * Random numbers from the normal distribution with mean 0 and variance 1.
 *
 * Shape: as asked.
 * @throws ArgumentError without a generator.
 * @see https://pytorch.org/docs/stable/generated/torch.randn.html
 */
export function randn(shape: Shape, options: RandomOptions): Tensor {
  return draw('randn', shape, options, (generator) => generator.normal());
}

/**
 * Random numbers spread evenly over [0, 1).
 *
 * Shape: as asked.
 * @throws ArgumentError without a generator.
 * @see https://pytorch.org/docs/stable/generated/torch.rand.html
 */
export function rand(shape: Shape, options: RandomOptions): Tensor {
  return draw('rand', shape, options, uniform);
}

/**
 * Random whole numbers from `low` up to, not including, `high`.
 *
 * Shape: as asked.
 * @throws ArgumentError without a generator, or if there is no number between the bounds.
 * @see https://pytorch.org/docs/stable/generated/torch.randint.html
 */
export function randint(low: number, high: number, shape: Shape, options: RandomOptions): Tensor {
  return draw('randint', shape, options, (generator) => generator.integer(low, high));
}

/**
 * The whole numbers from 0 up to, not including, n, in random order.
 *
 * Shape: `[n]`.
 * @throws ArgumentError without a generator.
 * @see https://pytorch.org/docs/stable/generated/torch.randperm.html
 */
export function randperm(n: number, options: RandomOptions): Tensor {
  let next = 0;
  const ordered = draw('randperm', [n], options, () => next++);
  const { data } = ordered.storage;
  for (let i = n - 1; i > 0; i--) {
    const j = options.generator.integer(0, i + 1);
    [data[i], data[j]] = [data[j]!, data[i]!];
  }
  return ordered;
}

export function expectGenerator(generator: unknown, caller: string): asserts generator is Generator {
  if (generator instanceof Generator) return;
  throw new ArgumentError(
    `${caller}: got no generator; expected one with a seed, for example ${caller}(…, { generator: new Generator(42) }).`,
  );
}

function draw(
  caller: string,
  shape: Shape,
  options: RandomOptions,
  next: (generator: Generator, dtype: Dtype) => number,
): Tensor {
  expectGenerator(options?.generator, caller);
  const checked = checkShape(shape, caller);
  const dtype = checkDtype(options.dtype ?? 'float32', caller);
  const data = allocate(dtype, countOf(checked));
  for (let i = 0; i < data.length; i++) data[i] = next(options.generator, dtype);
  return leaf(data, checked, options);
}

function uniform(generator: Generator, dtype: Dtype): number {
  const value = generator.uniform();
  // Rounding to float32 could reach 1, which is excluded; cutting off to its 24 bits cannot.
  return dtype === 'float32' ? Math.floor(value * 2 ** 24) / 2 ** 24 : value;
}
