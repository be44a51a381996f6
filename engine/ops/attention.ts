import { ArgumentError, ShapeError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { broadcastShapes, formatShape, sameShape } from '../tensor/shape.ts';
import { expectTensor, Tensor } from '../tensor/tensor.ts';
import { causalSoftmax } from './softmax.ts';

export interface AttentionOptions {
  /** 1 where a query may look at a key, 0 where not; broadcasts to `[…, queries, keys]`. */
  readonly attnMask?: Tensor | null;
  /** Whether query i may look at keys 0 to i only. */
  readonly isCausal?: boolean;
  /** The probability with which a weight is dropped; give 0, the default, outside training. */
  readonly dropoutP?: number;
  /** What the products are multiplied by before the softmax; 1 / √d unless said otherwise. */
  readonly scale?: number | null;
  /** Where the choice of what to drop comes from. */
  readonly generator?: Generator | undefined;
}

// Made of operations that are on the tape themselves, so it is no operation of its own and not in the registry.
declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * For each query, the average of the values, weighed by how well their keys match: softmax(query · keyᵀ · scale) · value.
     *
     * Shape: query `[…, queries, d]`, key `[…, keys, d]`, value `[…, keys, e]` → `[…, queries, e]`; leading dimensions are
     * batches and heads, and broadcast. A query that may look at nothing gives 0, as in PyTorch.
     * Grad: through the operations it is made of, to query, key and value; none to the mask.
     * @throws ShapeError if the shapes do not fit, DtypeError if the dtypes differ.
     * @throws ArgumentError for a mask beside `isCausal`, a mask of other numbers than 0 and 1, or dropout without a generator.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html
     * @see Vaswani et al., "Attention is all you need", https://arxiv.org/abs/1706.03762
     */
    scaledDotProductAttention(key: Tensor, value: Tensor, options?: AttentionOptions): Tensor;
  }
}

const CALLER = 'scaledDotProductAttention';

function expectShapes(query: Tensor, key: Tensor, value: Tensor): void {
  const fits =
    query.ndim >= 2 &&
    key.ndim >= 2 &&
    value.ndim >= 2 &&
    query.shape.at(-1) === key.shape.at(-1) &&
    key.shape.at(-2) === value.shape.at(-2);
  if (fits) return;
  throw new ShapeError(
    `${CALLER}: got a query of shape ${formatShape(query.shape)}, a key of shape ${formatShape(key.shape)} and ` +
      `a value of shape ${formatShape(value.shape)}; expected […, queries, d], […, keys, d] and […, keys, e].`,
  );
}

/** 1 where the mask forbids to look. */
function forbidden(mask: Tensor, scores: Tensor): Tensor {
  expectTensor(mask, CALLER);
  if (!sameShape(broadcastShapes(scores.shape, mask.shape, CALLER), scores.shape)) {
    throw new ShapeError(
      `${CALLER}: got an attnMask of shape ${formatShape(mask.shape)}; expected one that broadcasts to ` +
        `[…, queries, keys] = ${formatShape(scores.shape)}.`,
    );
  }
  const isZero = mask.detach().eq(0);
  if (mask.size > 0 && mask.eq(1).add(isZero).min().item() === 0) {
    throw new ArgumentError(
      `${CALLER}: got an attnMask with other numbers than 0 and 1; expected 1 where a query may look at a key and 0 where not, ` +
        `for example mask.eq(0) for a mask that would be added.`,
    );
  }
  return isZero;
}

function maskedSoftmax(scores: Tensor, mask: Tensor | null): Tensor {
  if (mask === null) return scores.softmax(-1);
  const hidden = forbidden(mask, scores);
  const weights = scores.maskedFill(hidden, -Infinity).softmax(-1);
  // The softmax of nothing is NaN; backward stops here too, so that no gradient becomes NaN.
  const seesNothing = hidden.size > 0 && hidden.min(-1).values.max().item() === 1;
  return seesNothing ? weights.maskedFill(hidden, 0) : weights;
}

Tensor.prototype.scaledDotProductAttention = function (
  key,
  value,
  { attnMask = null, isCausal = false, dropoutP = 0, scale = null, generator } = {},
) {
  expectTensor(key, CALLER);
  expectTensor(value, CALLER);
  expectShapes(this, key, value);
  if (attnMask !== null && isCausal) {
    throw new ArgumentError(`${CALLER}: got both attnMask and isCausal; expected one of them.`);
  }
  // The queries are scaled rather than the products, of which there are more.
  const scores = this.mul(scale ?? 1 / Math.sqrt(this.shape.at(-1)!)).matmul(key.transpose(-2, -1));
  const weights = isCausal ? causalSoftmax(scores) : maskedSoftmax(scores, attnMask);
  return weights.dropout(dropoutP, { generator }).matmul(value);
};
