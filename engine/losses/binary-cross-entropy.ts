import type { Tensor } from '../tensor/tensor.ts';
import { expectSameShape, reduceLoss, type LossOptions } from './reduction.ts';

/**
 * The cross-entropy between logits and yes-or-no targets: −ln of the probability sigmoid gives to the truth, averaged.
 *
 * Shape: input and target the same → `[]`, or unchanged for reduction `'none'`.
 * Grad: (sigmoid(input) − target) / n to input for the mean.
 * @throws ShapeError if the shapes differ.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html
 */
export function binaryCrossEntropyWithLogits(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  expectSameShape(input, target, 'binaryCrossEntropyWithLogits');
  // softplus(x) − x·target is shorter, but loses all digits where a large logit is right.
  const whenYes = input.neg().softplus().mul(target);
  const whenNo = input.softplus().mul(target.neg().add(1));
  return reduceLoss(whenYes.add(whenNo), options, 'binaryCrossEntropyWithLogits');
}
