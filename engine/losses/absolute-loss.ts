import { ArgumentError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expectSameShape, reduceLoss, type LossOptions } from './reduction.ts';

export interface HuberLossOptions extends LossOptions {
  /** Where the square turns into a straight line; 1 unless said otherwise. */
  readonly delta?: number;
}

export interface SmoothL1LossOptions extends LossOptions {
  /** Where the square turns into a straight line; 1 unless said otherwise, and 0 for no square at all. */
  readonly beta?: number;
}

/**
 * The mean absolute error: |input − target|, averaged over all numbers.
 *
 * Shape: input and target the same → `[]`, or unchanged for reduction `'none'`.
 * Grad: sign(input − target) / n to input for the mean, the negative of it to target; 0 where they are equal.
 * @throws ShapeError if the shapes differ.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html
 */
export function l1Loss(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  expectSameShape(input, target, 'l1Loss');
  return reduceLoss(input.sub(target).abs(), options, 'l1Loss');
}

/**
 * Half the square of the error d = |input − target| up to `delta`, and the straight line delta · (d − delta / 2) from there.
 *
 * Shape: input and target the same → `[]`, or unchanged for reduction `'none'`.
 * Grad: input − target, cut off at ±delta, / n to input for the mean, the negative of it to target.
 * @throws ShapeError if the shapes differ, ArgumentError unless delta is above 0.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.huber_loss.html
 */
export function huberLoss(input: Tensor, target: Tensor, options: HuberLossOptions = {}): Tensor {
  const { delta = 1 } = options;
  if (!(delta > 0)) throw new ArgumentError(`huberLoss: got delta ${String(delta)}; expected a number above 0.`);
  expectSameShape(input, target, 'huberLoss');
  return reduceLoss(huber(input, target, delta), options, 'huberLoss');
}

/**
 * The Huber loss divided by its `beta`: the slope is 1 beyond beta, whatever beta is.
 *
 * Shape: input and target the same → `[]`, or unchanged for reduction `'none'`.
 * Grad: (input − target) / beta, cut off at ±1, / n to input for the mean, the negative of it to target.
 * @throws ShapeError if the shapes differ, ArgumentError if beta is negative.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.smooth_l1_loss.html
 */
export function smoothL1Loss(input: Tensor, target: Tensor, options: SmoothL1LossOptions = {}): Tensor {
  const { beta = 1 } = options;
  if (!(beta >= 0)) throw new ArgumentError(`smoothL1Loss: got beta ${String(beta)}; expected a number from 0 up.`);
  expectSameShape(input, target, 'smoothL1Loss');
  const losses = beta === 0 ? input.sub(target).abs() : huber(input, target, beta).div(beta);
  return reduceLoss(losses, options, 'smoothL1Loss');
}

/** One formula for both pieces: q · (d − q / 2) with q = min(d, delta). */
function huber(input: Tensor, target: Tensor, delta: number): Tensor {
  const distance = input.sub(target).abs();
  const near = distance.clamp(null, delta);
  return near.mul(distance.sub(near.mul(0.5)));
}
