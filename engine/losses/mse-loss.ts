import type { Tensor } from '../tensor/tensor.ts';
import { expectSameShape, reduceLoss, type LossOptions } from './reduction.ts';

/**
 * The mean squared error: (input − target)², averaged over all numbers.
 *
 * Shape: input and target the same → `[]`, or unchanged for reduction `'none'`.
 * Grad: 2 (input − target) / n to input for the mean, the negative of it to target.
 * @throws ShapeError if the shapes differ.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html
 */
export function mseLoss(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  expectSameShape(input, target, 'mseLoss');
  return reduceLoss(input.sub(target).pow(2), options, 'mseLoss');
}
