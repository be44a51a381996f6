import { ArgumentError, ShapeError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { eye, zeros } from '../tensor/create.ts';
import { expectGenerator } from '../tensor/random.ts';
import { formatShape } from '../tensor/shape.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { expectSizes, type AffineOptions } from './affine-parameters.ts';
import { expectProbability } from './dropout.ts';
import { xavierUniform_, zeros_ } from './init.ts';
import { affine, expectLastSize, Linear } from './linear.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

export interface MultiheadAttentionOptions extends AffineOptions {
  /** The share of attention weights dropped in training, drawn from `generator`; 0 for none. */
  readonly dropout?: number;
  /** Whether inputs and output are `[n, T, …]` rather than `[T, n, …]`. */
  readonly batchFirst?: boolean;
}

export interface AttendOptions {
  /** 1 where a query may look at a key, else 0: `[queries, keys]`, `[n, queries, keys]` or `[n, heads, queries, keys]`, any size may be 1. */
  readonly attnMask?: Tensor | null;
  /** Whether query i may look at keys 0 to i only. */
  readonly isCausal?: boolean;
  /** Whether to return the attention weights too; no unless asked. */
  readonly needWeights?: boolean;
  /** Whether the weights returned are the average over the heads; yes unless said otherwise. */
  readonly averageAttnWeights?: boolean;
}

/**
 * Attention in several heads at once: each projects queries, keys and values its own way, and all results are mixed at the end.
 *
 * Shape: query `[L, n, E]`, key and value `[S, n, E]` (or without n, or n first if `batchFirst`) → the list of the output, shaped
 * like query, and the weights `[n, L, S]`, or `[n, heads, L, S]`, or null if nobody asked.
 * @throws ShapeError if the shapes do not fit, ArgumentError if the heads do not divide E, or for a mask beside `isCausal`.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html
 * @see Vaswani et al., "Attention is all you need", https://arxiv.org/abs/1706.03762
 */
export class MultiheadAttention extends Module {
  readonly embedDim: number;
  readonly numHeads: number;
  readonly dropout: number;
  readonly batchFirst: boolean;
  readonly generator: Generator;
  /** The projections of queries, keys and values, stacked in this order: `[3E, E]`. */
  inProjWeight: Parameter;
  inProjBias: Parameter | null;
  readonly outProj: Linear;

  constructor(embedDim: number, numHeads: number, options: MultiheadAttentionOptions) {
    super();
    expectSizes({ embedDim, numHeads }, 'MultiheadAttention');
    if (embedDim % numHeads !== 0) {
      throw new ArgumentError(
        `MultiheadAttention: got embedDim ${embedDim} and numHeads ${numHeads}; expected a number of heads that divides it.`,
      );
    }
    expectGenerator(options?.generator, 'new MultiheadAttention');
    this.outProj = new Linear(embedDim, embedDim, options);
    const { dropout = 0, batchFirst = false, bias = true, dtype = 'float32', generator } = options;
    this.embedDim = embedDim;
    this.numHeads = numHeads;
    this.dropout = expectProbability(dropout, 'MultiheadAttention');
    this.batchFirst = batchFirst;
    this.generator = generator;
    this.inProjWeight = new Parameter(zeros([3 * embedDim, embedDim], { dtype }));
    this.inProjBias = bias ? new Parameter(zeros([3 * embedDim], { dtype })) : null;
    xavierUniform_(this.inProjWeight, { generator });
    if (this.outProj.bias !== null) zeros_(this.outProj.bias);
  }

  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: AttendOptions = {},
  ): [output: Tensor, weights: Tensor | null] {
    const [q, k, v] = [query, key, value].map((input, part) => this.#project(input, part)) as [Tensor, Tensor, Tensor];
    const look = { attnMask: expandMask(options.attnMask ?? null), isCausal: options.isCausal ?? false };
    const dropoutP = this.training ? this.dropout : 0;
    const attended = q.scaledDotProductAttention(k, v, { ...look, dropoutP, generator: this.generator });
    // Whoever looks at a key of the identity sees the weight it was given.
    const weights = options.needWeights
      ? q.scaledDotProductAttention(k, eye(k.shape[2]!, k.shape[2], { dtype: k.dtype }), look)
      : null;
    const averaged = options.averageAttnWeights === false ? weights : (weights?.mean(1) ?? null);
    const batched = query.ndim === 3;
    return [this.#join(attended, batched), batched ? averaged : (averaged?.squeeze(0) ?? null)];
  }

  /** `part` 0, 1 and 2 are queries, keys and values. `[T, n, E]` → `[n, heads, T, E / heads]`. */
  #project(input: Tensor, part: number): Tensor {
    expectTensor(input, 'MultiheadAttention');
    if (input.ndim !== 2 && input.ndim !== 3) {
      throw new ShapeError(
        `MultiheadAttention: got an input of shape ${formatShape(input.shape)}; expected ${this.batchFirst ? '[n, T, E]' : '[T, n, E]'}, or [T, E] for one sequence.`,
      );
    }
    expectLastSize(input, this.embedDim, 'MultiheadAttention');
    const batchFirst = input.ndim === 2 ? input.unsqueeze(0) : this.batchFirst ? input : input.transpose(0, 1);
    const [from, to] = [part * this.embedDim, (part + 1) * this.embedDim];
    const projected = affine(
      batchFirst,
      this.inProjWeight.slice(0, from, to),
      this.inProjBias?.slice(0, from, to) ?? null,
    );
    const [batch, length] = projected.shape as [number, number, number];
    return projected.reshape(batch, length, this.numHeads, this.embedDim / this.numHeads).transpose(1, 2);
  }

  /** `[n, heads, T, E / heads]` → the shape of the query. */
  #join(heads: Tensor, batched: boolean): Tensor {
    const [batch, , length] = heads.shape as [number, number, number, number];
    const output = this.outProj.forward(heads.transpose(1, 2).reshape(batch, length, this.embedDim));
    if (!batched) return output.squeeze(0);
    return this.batchFirst ? output : output.transpose(0, 1);
  }
}

/** A mask for each example holds for all heads. */
function expandMask(mask: Tensor | null): Tensor | null {
  return mask?.ndim === 3 ? mask.unsqueeze(1) : mask;
}
