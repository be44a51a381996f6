import { ArgumentError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { zeros } from '../tensor/create.ts';
import { expectGenerator } from '../tensor/random.ts';
import { countOf, type Shape } from '../tensor/shape.ts';
import type { Dtype } from '../tensor/storage.ts';
import { uniform_ } from './init.ts';
import { Parameter } from './parameter.ts';

/** What every layer with random weights is told. */
export interface WeightOptions {
  /** Where the first weights come from; always asked for, so that every run can be repeated. */
  readonly generator: Generator;
  /** The format of the parameters: `'float32'` unless said otherwise. */
  readonly dtype?: Dtype;
}

export interface AffineOptions extends WeightOptions {
  /** Whether a learned number is added to each output; yes unless said otherwise. */
  readonly bias?: boolean;
}

/** A weight and a bias as PyTorch starts them: evenly over ±1/√n, with n the count of inputs that go into one output. */
export function affineParameters(
  shape: Shape,
  options: AffineOptions,
  caller: string,
): { weight: Parameter; bias: Parameter | null } {
  const bound = 1 / Math.sqrt(countOf(shape.slice(1)));
  const weight = drawParameter(shape, bound, options, caller);
  return { weight, bias: (options.bias ?? true) ? drawParameter([shape[0]!], bound, options, caller) : null };
}

/** A parameter spread evenly over ±bound. */
export function drawParameter(shape: Shape, bound: number, options: WeightOptions, caller: string): Parameter {
  const generator = options?.generator;
  expectGenerator(generator, `new ${caller}`);
  const parameter = new Parameter(zeros(shape, { dtype: options.dtype ?? 'float32' }));
  uniform_(parameter, -bound, bound, { generator });
  return parameter;
}

/** Refuses sizes of which there can be no layer, such as `new Linear(0, 2.5)`. */
export function expectSizes(sizes: Readonly<Record<string, number>>, caller: string): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (Number.isSafeInteger(size) && size > 0) continue;
    throw new ArgumentError(`${caller}: got ${String(size)} for ${name}; expected a whole number from 1 up.`);
  }
}
