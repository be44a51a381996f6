import { IndexOutOfRangeError, ShapeError } from '../errors.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { reduceLoss, type LossOptions } from './reduction.ts';

/**
 * The cross-entropy between logits and the true classes: −ln of the probability softmax gives to the truth, averaged over the batch.
 *
 * Shape: input `[n, classes]` (or `[classes]`) with target `[n]` of class numbers (or `[]`), or with target shaped like
 * input, of probabilities → `[]`, or `[n]` for reduction `'none'`.
 * Grad: (softmax(input) − target) / n to input for the mean.
 * @throws ShapeError if the shapes do not fit, IndexOutOfRangeError if a class does not exist.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
 */
export function crossEntropy(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  expectTensor(input, 'crossEntropy');
  expectTensor(target, 'crossEntropy');
  if (input.ndim !== 1 && input.ndim !== 2) {
    throw new ShapeError(
      `crossEntropy: got an input of shape ${formatShape(input.shape)}; expected logits of shape [n, classes] or [classes].`,
    );
  }
  const logProbabilities = input.logSoftmax(-1);
  if (sameShape(input.shape, target.shape)) {
    return reduceLoss(logProbabilities.mul(target).sum(-1).neg(), options, 'crossEntropy');
  }
  if (!sameShape(target.shape, input.shape.slice(0, -1))) {
    throw new ShapeError(
      `crossEntropy: got an input of shape ${formatShape(input.shape)} and a target of shape ${formatShape(target.shape)}; ` +
        `expected a target of shape ${formatShape(input.shape.slice(0, -1))} with class numbers, or of the input's shape with probabilities.`,
    );
  }
  checkClasses(target, input.shape[input.ndim - 1]!);
  return reduceLoss(logProbabilities.gather(-1, target.unsqueeze(-1)).squeeze(-1).neg(), options, 'crossEntropy');
}

function checkClasses(target: Tensor, classes: number): void {
  const values = target.contiguous();
  for (let i = 0; i < target.size; i++) {
    const value = values.storage.data[values.offset + i]!;
    if (Number.isInteger(value) && value >= 0 && value < classes) continue;
    throw new IndexOutOfRangeError(
      `crossEntropy: got class ${value} for example ${i}; expected a whole number from 0 to ${classes - 1}, as there are ${classes} logits.`,
    );
  }
}
