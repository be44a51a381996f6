import { ArgumentError } from '../errors.ts';
import { expectGenerator } from '../tensor/random.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { MultiheadAttention, type AttendOptions, type MultiheadAttentionOptions } from './attention.ts';
import { Dropout } from './dropout.ts';
import { LayerNorm } from './layer-norm.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';

export interface TransformerEncoderLayerOptions extends MultiheadAttentionOptions {
  /** How wide the two-layer network inside is; 2048 unless said otherwise. */
  readonly dimFeedforward?: number;
  /** The share dropped in four places in training; 0.1 unless said otherwise. */
  readonly dropout?: number;
  /** `'relu'` unless said otherwise. */
  readonly activation?: 'relu' | 'gelu';
  /** Whether to normalise before attention and network, as GPT-2 does, rather than after adding their results. */
  readonly normFirst?: boolean;
  /** Added to variances, so that nothing is divided by 0. */
  readonly layerNormEps?: number;
}

export interface EncodeOptions {
  /** 1 where a position may look at another, else 0; see {@link AttendOptions}. */
  readonly srcMask?: Tensor | null;
  /** Whether a position may look at itself and earlier ones only. */
  readonly isCausal?: boolean;
}

/**
 * One block of a transformer: attention of a sequence to itself, then a small network at each position, each added to what came in.
 *
 * Shape: `[T, n, E]` (or `[T, E]`, or `[n, T, E]` if `batchFirst`), unchanged.
 * @throws ShapeError if the shapes do not fit, ArgumentError if the heads do not divide E, or for an unknown activation.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.TransformerEncoderLayer.html
 * @see Xiong et al., "On layer normalization in the transformer architecture", https://arxiv.org/abs/2002.04745
 */
export class TransformerEncoderLayer extends Module {
  readonly selfAttn: MultiheadAttention;
  readonly linear1: Linear;
  readonly dropout: Dropout;
  readonly linear2: Linear;
  readonly norm1: LayerNorm;
  readonly norm2: LayerNorm;
  readonly dropout1: Dropout;
  readonly dropout2: Dropout;
  readonly activation: 'relu' | 'gelu';
  readonly normFirst: boolean;

  constructor(dModel: number, nhead: number, options: TransformerEncoderLayerOptions) {
    super();
    const { dimFeedforward = 2048, dropout = 0.1, activation = 'relu', normFirst = false } = options ?? {};
    if (activation !== 'relu' && activation !== 'gelu') {
      throw new ArgumentError(
        `TransformerEncoderLayer: got the activation ${String(activation)}; expected 'relu' or 'gelu'.`,
      );
    }
    expectGenerator(options?.generator, 'new TransformerEncoderLayer');
    this.selfAttn = new MultiheadAttention(dModel, nhead, { ...options, dropout });
    const { layerNormEps: eps = 1e-5, bias = true, dtype = 'float32' } = options;
    this.linear1 = new Linear(dModel, dimFeedforward, options);
    this.dropout = new Dropout(dropout, options);
    this.linear2 = new Linear(dimFeedforward, dModel, options);
    this.norm1 = new LayerNorm(dModel, { eps, bias, dtype });
    this.norm2 = new LayerNorm(dModel, { eps, bias, dtype });
    this.dropout1 = new Dropout(dropout, options);
    this.dropout2 = new Dropout(dropout, options);
    this.activation = activation;
    this.normFirst = normFirst;
  }

  forward(src: Tensor, { srcMask = null, isCausal = false }: EncodeOptions = {}): Tensor {
    const look = { attnMask: srcMask, isCausal };
    if (this.normFirst) {
      const attended = src.add(this.#attend(this.norm1.forward(src), look));
      return attended.add(this.#feedForward(this.norm2.forward(attended)));
    }
    const attended = this.norm1.forward(src.add(this.#attend(src, look)));
    return this.norm2.forward(attended.add(this.#feedForward(attended)));
  }

  #attend(x: Tensor, look: AttendOptions): Tensor {
    return this.dropout1.forward(this.selfAttn.forward(x, x, x, look)[0]);
  }

  #feedForward(x: Tensor): Tensor {
    const inner = this.linear1.forward(x)[this.activation]();
    return this.dropout2.forward(this.linear2.forward(this.dropout.forward(inner)));
  }
}
