import { ArgumentError, ShapeError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import type { Reducing } from '../ops/in-wasm/losses.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';

/** What becomes of the losses of all examples: their average, their sum, or each by itself. */
export type Reduction = 'mean' | 'sum' | 'none';

export interface LossOptions {
  /** `'mean'` unless said otherwise. */
  readonly reduction?: Reduction;
}

/** `total` is what the mean divides by, where that is not the count of the losses. */
export function reduceLoss(
  losses: Tensor,
  { reduction = 'mean' }: LossOptions,
  caller: string,
  total = losses.size,
): Tensor {
  const reducing = reducingOf(reduction, total, caller);
  if (reducing.each) return losses;
  if (reduction === 'mean' && total === losses.size) return losses.mean();
  return reduction === 'mean' ? losses.sum().div(total) : losses.sum();
}

/** The same, for losses that are one operation each. */
export function reducingOf(reduction: Reduction, count: number, caller: string): Reducing {
  if (reduction === 'mean') return { each: false, divisor: count };
  if (reduction === 'sum') return { each: false, divisor: 1 };
  if (reduction === 'none') return { each: true };
  throw new ArgumentError(`${caller}: got the reduction ${String(reduction)}; expected 'mean', 'sum' or 'none'.`);
}

export function drawReduction(generator: Generator): Reduction {
  return (['mean', 'sum', 'none'] as const)[generator.integer(0, 3)]!;
}

/** Broadcasting a loss compares every prediction with every target without a word, so shapes must be the same. */
export function expectSameShape(input: Tensor, target: Tensor, caller: string): void {
  expectTensor(input, caller);
  expectTensor(target, caller);
  if (sameShape(input.shape, target.shape)) return;
  throw new ShapeError(
    `${caller}: got an input of shape ${formatShape(input.shape)} and a target of shape ${formatShape(target.shape)}; ` +
      `expected one shape. Reshape the target, for example with unsqueeze(1).`,
  );
}
