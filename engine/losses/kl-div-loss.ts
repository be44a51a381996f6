import { where } from '../ops/index.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expectSameShape, reduceLoss, type Reduction } from './reduction.ts';

export interface KlDivLossOptions {
  /** `'mean'` unless said otherwise; only `'batchmean'`, the sum over the first size, is the divergence by its definition. */
  readonly reduction?: Reduction | 'batchmean';
  /** Whether the target holds logarithms of probabilities, as the input always does. */
  readonly logTarget?: boolean;
}

/**
 * The Kullback–Leibler divergence of log-probabilities from true probabilities: target · (ln target − input).
 *
 * Shape: input and target the same → `[]`, or unchanged for reduction `'none'`.
 * Grad: −target to input and ln target + 1 − input to target, divided as the reduction says.
 * @throws ShapeError if the shapes differ.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.kl_div.html
 */
export function klDivLoss(input: Tensor, target: Tensor, options: KlDivLossOptions = {}): Tensor {
  expectSameShape(input, target, 'klDivLoss');
  const losses = options.logTarget ? target.exp().mul(target.sub(input)) : timesOwnLog(target).sub(target.mul(input));
  const { reduction = 'mean' } = options;
  if (reduction === 'batchmean') return losses.sum().div(input.shape[0] ?? 1);
  return reduceLoss(losses, { reduction }, 'klDivLoss');
}

/** x ln x, which is 0 at 0 although ln 0 is infinite. */
function timesOwnLog(x: Tensor): Tensor {
  return where(x.ne(0), x, 1).log().mul(x);
}
