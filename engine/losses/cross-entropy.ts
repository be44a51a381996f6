import { ArgumentError } from '../errors.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { crossEntropyOfAll } from './cross-entropy-of-all.ts';
import {
  classesOfAll,
  expectClassScores,
  lossOfTruth,
  ofCounting,
  readClasses,
  type ClassLossOptions,
} from './nll-loss.ts';
import { reduceLoss } from './reduction.ts';

export interface CrossEntropyOptions extends ClassLossOptions {
  /** The share of the truth that is spread evenly over all classes, from 0 to 1; 0 for none. */
  readonly labelSmoothing?: number;
}

/**
 * The cross-entropy between logits and the true classes: −ln of the probability softmax gives to the truth, averaged over the batch.
 *
 * Shape: input `[n, classes]` (or `[classes]`) with target `[n]` of class numbers (or `[]`), or with target shaped like
 * input, of probabilities → `[]`, or `[n]` for reduction `'none'`.
 * Grad: (softmax(input) − target) / n to input for the mean, if nothing is weighted or smoothed.
 * @throws ShapeError if the shapes do not fit, IndexOutOfRangeError if a class does not exist.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
 */
export function crossEntropy(input: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  expectClassScores(input, target, options.weight, 'crossEntropy');
  const { weight, labelSmoothing = 0 } = options;
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new ArgumentError(
      `crossEntropy: got labelSmoothing ${String(labelSmoothing)}; expected a number from 0 to 1.`,
    );
  }
  const isPlain = weight === undefined && labelSmoothing === 0 && !sameShape(input.shape, target.shape);
  const ofAll = isPlain ? classesOfAll(input, target, options, 'crossEntropy') : null;
  if (ofAll !== null) return crossEntropyOfAll(input, ofAll, options.reduction);
  const logProbabilities = input.logSoftmax(-1);
  const weighted = (): Tensor => (weight === undefined ? logProbabilities : logProbabilities.mul(weight.detach()));
  const evenly = labelSmoothing / input.shape.at(-1)!;
  if (sameShape(input.shape, target.shape)) {
    if (options.ignoreIndex !== undefined) {
      throw new ArgumentError('crossEntropy: got ignoreIndex with a target of probabilities; expected class numbers.');
    }
    const smoothed = labelSmoothing === 0 ? target : target.mul(1 - labelSmoothing).add(evenly);
    return reduceLoss(weighted().mul(smoothed).sum(-1).neg(), options, 'crossEntropy');
  }
  const truth = readClasses(input, target, options, 'crossEntropy');
  const ofTruth = lossOfTruth(logProbabilities, truth);
  if (labelSmoothing === 0) return reduceLoss(ofTruth, options, 'crossEntropy', truth.total);
  const ofEach = ofCounting(weighted().sum(-1).neg(), truth);
  const losses = ofTruth.mul(1 - labelSmoothing).add(ofEach.mul(evenly));
  return reduceLoss(losses, options, 'crossEntropy', truth.total);
}
