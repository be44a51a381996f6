import { ArgumentError, ShapeError } from '../errors.ts';
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
  if (reduction === 'mean') return total === losses.size ? losses.mean() : losses.sum().div(total);
  if (reduction === 'sum') return losses.sum();
  if (reduction === 'none') return losses;
  throw new ArgumentError(`${caller}: got the reduction ${String(reduction)}; expected 'mean', 'sum' or 'none'.`);
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
