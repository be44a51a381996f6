import { IndexOutOfRangeError, ShapeError } from '../errors.ts';
import { onesLike } from '../tensor/create.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { reduceLoss, type LossOptions } from './reduction.ts';

/** The class number of an example that does not count, unless said otherwise. */
const IGNORED = -100;

export interface ClassLossOptions extends LossOptions {
  /** How much each class counts, of shape `[classes]`; the mean over class numbers divides by the sum of the weights met. */
  readonly weight?: Tensor;
  /** The class number of examples that do not count at all; −100 unless said otherwise. */
  readonly ignoreIndex?: number;
}

/**
 * Minus the log-probability given to the true class, averaged over the batch: for outputs of `logSoftmax`.
 *
 * Shape: input `[n, classes]` (or `[classes]`) with target `[n]` of class numbers (or `[]`) → `[]`, or `[n]` for reduction `'none'`.
 * Grad: −1 / n to the log-probability of each true class for the mean.
 * @throws ShapeError if the shapes do not fit, IndexOutOfRangeError if a class does not exist.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html
 */
export function nllLoss(input: Tensor, target: Tensor, options: ClassLossOptions = {}): Tensor {
  expectClassScores(input, target, options.weight, 'nllLoss');
  const truth = readClasses(input, target, options, 'nllLoss');
  return reduceLoss(lossOfTruth(input, truth), options, 'nllLoss', truth.total);
}

/** What the class numbers of a batch say about each example; every tensor is shaped like the target. */
export interface Truth {
  /** The true class, or 0 for an example that does not count. */
  readonly classes: Tensor;
  /** 1 for an example that does not count, else 0; null if all count. */
  readonly ignored: Tensor | null;
  /** The weight of each true class; null if classes are not weighted. */
  readonly weights: Tensor | null;
  /** The sum of the weights of the examples that count: what a mean divides by. */
  readonly total: number;
}

export function readClasses(input: Tensor, target: Tensor, options: ClassLossOptions, caller: string): Truth {
  const { weight, ignoreIndex = IGNORED } = options;
  if (!sameShape(target.shape, input.shape.slice(0, -1))) throw unfitTarget(input, target, caller);
  const ignored = target.detach().eq(ignoreIndex).to(input.dtype);
  const classes = target.detach().maskedFill(ignored, 0).to(input.dtype);
  classes.storage.data.forEach((value, i) => expectClass(value, i, input.shape.at(-1)!, caller));
  const weights = weight?.detach().gather(0, classes.reshape(-1)).reshape(target.shape).to(input.dtype) ?? null;
  const total = (weights ?? onesLike(ignored)).maskedFill(ignored, 0).sum().item();
  return { classes, ignored: ignored.sum().item() === 0 ? null : ignored, weights, total };
}

/** The class numbers, checked, if every example counts; else null. */
export function classesOfAll(input: Tensor, target: Tensor, options: ClassLossOptions, caller: string): Tensor | null {
  const { ignoreIndex = IGNORED } = options;
  if (!sameShape(target.shape, input.shape.slice(0, -1))) throw unfitTarget(input, target, caller);
  const classes = target.detach().to(input.dtype).contiguous();
  const { data } = classes.storage;
  for (let i = 0; i < classes.size; i++) {
    const value = data[classes.offset + i]!;
    if (value === ignoreIndex) return null;
    expectClass(value, i, input.shape[input.ndim - 1]!, caller);
  }
  return classes;
}

/** Each example's weighted loss. */
export function lossOfTruth(logProbabilities: Tensor, truth: Truth): Tensor {
  const losses = logProbabilities.gather(-1, truth.classes.unsqueeze(-1)).squeeze(-1).neg();
  return ofCounting(truth.weights === null ? losses : losses.mul(truth.weights), truth);
}

/** 0 for examples that do not count, whatever their loss: 0 times it would not do, as it may be infinite. */
export function ofCounting(losses: Tensor, { ignored }: Truth): Tensor {
  return ignored === null ? losses : losses.maskedFill(ignored, 0);
}

export function expectClassScores(input: Tensor, target: Tensor, weight: Tensor | undefined, caller: string): void {
  expectTensor(input, caller);
  expectTensor(target, caller);
  if (input.ndim !== 1 && input.ndim !== 2) {
    throw new ShapeError(
      `${caller}: got an input of shape ${formatShape(input.shape)}; expected [n, classes] or [classes].`,
    );
  }
  if (weight === undefined || sameShape(weight.shape, input.shape.slice(-1))) return;
  throw new ShapeError(
    `${caller}: got a weight of shape ${formatShape(weight.shape)}; expected ${formatShape(input.shape.slice(-1))}, one number per class.`,
  );
}

function unfitTarget(input: Tensor, target: Tensor, caller: string): ShapeError {
  const ofProbabilities = caller === 'crossEntropy' ? `, or of the input's shape with probabilities` : '';
  return new ShapeError(
    `${caller}: got an input of shape ${formatShape(input.shape)} and a target of shape ${formatShape(target.shape)}; ` +
      `expected a target of shape ${formatShape(input.shape.slice(0, -1))} with class numbers${ofProbabilities}.`,
  );
}

function expectClass(value: number, example: number, classes: number, caller: string): void {
  if (Number.isInteger(value) && value >= 0 && value < classes) return;
  throw new IndexOutOfRangeError(
    `${caller}: got class ${value} for example ${example}; expected a whole number from 0 to ${classes - 1}, as the input has ${classes} classes.`,
  );
}
