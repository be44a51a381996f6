import { ArgumentError, GradientError } from '../errors.ts';
import { noGrad } from '../autograd/mode.ts';
import { powerSum } from '../kernels/norm.ts';
import { forEachRun } from '../tensor/runs.ts';
import { readGrad, Tensor } from '../tensor/tensor.ts';

export interface ClipGradNormOptions {
  /** Whether a norm that is NaN or infinite is an error. */
  readonly errorIfNonfinite?: boolean;
}

/**
 * Scales all gradients together, in place, so that their norm as one long vector is at most `maxNorm`.
 *
 * Shape: returns the norm before clipping, as a plain number.
 * Grad: writes `.grad` of each parameter; skips those that have none. The direction stays.
 * @throws ArgumentError if `maxNorm` is negative or `normType` is not above 0.
 * @throws GradientError if the norm is not finite and `errorIfNonfinite` is set.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html
 */
export function clipGradNorm_(
  parameters: Tensor | Iterable<Tensor>,
  maxNorm: number,
  normType = 2,
  { errorIfNonfinite = false }: ClipGradNormOptions = {},
): number {
  expectBound('clipGradNorm_', 'maxNorm', maxNorm);
  const grads = gradsOf(parameters);
  const total = totalNorm(grads, normType);
  if (errorIfNonfinite && !Number.isFinite(total))
    throw new GradientError(
      `clipGradNorm_: got gradients whose norm is ${total}; expected a finite number. Lower the learning rate, or look for a division by 0.`,
    );
  const scale = Math.min(1, maxNorm / (total + 1e-6));
  // Not simply `scale < 1`: a NaN has to reach the gradients, as in PyTorch, where it can be noticed.
  if (scale !== 1) noGrad(() => grads.forEach((grad) => grad.mul_(scale)));
  return total;
}

/**
 * Moves each number of each gradient into [−clipValue, clipValue], in place.
 *
 * Grad: writes `.grad` of each parameter; skips those that have none. The direction may change.
 * @throws ArgumentError if `clipValue` is negative.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_value_.html
 */
export function clipGradValue_(parameters: Tensor | Iterable<Tensor>, clipValue: number): void {
  expectBound('clipGradValue_', 'clipValue', clipValue);
  noGrad(() => gradsOf(parameters).forEach((grad) => grad.copy_(grad.clamp(-clipValue, clipValue))));
}

/**
 * The norm of several tensors taken as one long vector: (Σ |x|ᵖ)^(1/p), summed in float64.
 *
 * Shape: any shapes → a plain number.
 * @throws ArgumentError if p is not above 0.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.utils.get_total_norm.html
 */
export function totalNorm(tensors: Iterable<Tensor>, p = 2): number {
  if (!(p > 0)) throw new ArgumentError(`norm: got normType ${p}; expected a number above 0, or Infinity.`);
  let total = 0;
  for (const { shape, strides, offset, storage } of tensors) {
    forEachRun(shape, strides, offset, strides, offset, (n, _position, xo, xs) => {
      const part = powerSum(n, storage.data, xo, xs, p);
      total = p === Infinity ? Math.max(total, part) : total + part;
    });
  }
  return p === Infinity ? total : p === 2 ? Math.sqrt(total) : total ** (1 / p);
}

function gradsOf(parameters: Tensor | Iterable<Tensor>): Tensor[] {
  const list = parameters instanceof Tensor ? [parameters] : [...parameters];
  return list.map(readGrad).filter((grad) => grad !== null);
}

function expectBound(caller: string, name: string, value: number): void {
  if (!(value >= 0)) throw new ArgumentError(`${caller}: got ${name} ${value}; expected a number from 0 up.`);
}
