import type { Tensor } from '../tensor/tensor.ts';
import { expectSameShape, reduceLoss, type LossOptions } from './reduction.ts';

export interface BinaryCrossEntropyOptions extends LossOptions {
  /** How much the truth "yes" counts, broadcast to the input: above 1 where yes is rare and must not be missed. */
  readonly posWeight?: Tensor;
  /** How much each number's loss counts, broadcast to the input; the mean still divides by the count. */
  readonly weight?: Tensor;
}

/**
 * The cross-entropy between logits and yes-or-no targets: −ln of the probability sigmoid gives to the truth, averaged.
 *
 * Shape: input and target the same → `[]`, or unchanged for reduction `'none'`.
 * Grad: (sigmoid(input) − target) / n to input for the mean, if nothing is weighted.
 * @throws ShapeError if the shapes differ, or if a weight does not broadcast to the input.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html
 */
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  target: Tensor,
  options: BinaryCrossEntropyOptions = {},
): Tensor {
  expectSameShape(input, target, 'binaryCrossEntropyWithLogits');
  const { posWeight, weight } = options;
  // softplus(x) − x·target is shorter, but loses all digits where a large logit is right.
  const whenYes = weighed(input.neg().softplus().mul(target), posWeight);
  const whenNo = input.softplus().mul(target.neg().add(1));
  return reduceLoss(weighed(whenYes.add(whenNo), weight), options, 'binaryCrossEntropyWithLogits');
}

/** Expanding refuses a weight that would blow the losses up to a larger shape. */
function weighed(losses: Tensor, weight: Tensor | undefined): Tensor {
  return weight === undefined ? losses : losses.mul(weight.expand(losses.shape));
}
