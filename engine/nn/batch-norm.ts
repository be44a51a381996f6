import { noGrad } from '../autograd/mode.ts';
import { ShapeError } from '../errors.ts';
import { ones, zeros } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import type { Dtype } from '../tensor/storage.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { expectSizes } from './affine-parameters.ts';
import { Module } from './module.ts';
import { Buffer, Parameter } from './parameter.ts';

export interface BatchNormLayerOptions {
  /** Added to the variance, so that nothing is divided by 0. */
  readonly eps?: number;
  /** The share of the new batch in the running statistics; null for the plain average of all batches so far. */
  readonly momentum?: number | null;
  /** Whether a weight and a bias are learned; yes unless said otherwise. */
  readonly affine?: boolean;
  /** Whether running statistics are kept for use after training; otherwise each batch is always standardised by itself. */
  readonly trackRunningStats?: boolean;
  readonly dtype?: Dtype;
}

/** What the two kinds of batch normalisation share: all but the shapes they take. */
abstract class BatchNorm extends Module {
  readonly numFeatures: number;
  readonly eps: number;
  readonly momentum: number | null;
  weight: Parameter | null;
  bias: Parameter | null;
  readonly runningMean: Buffer | null;
  readonly runningVar: Buffer | null;
  readonly numBatchesTracked: Buffer | null;
  readonly #name: string;
  readonly #shapes: Readonly<Record<number, string>>;

  /** `shapes` are those it takes, by their number of dimensions. */
  constructor(
    numFeatures: number,
    options: BatchNormLayerOptions,
    name: string,
    shapes: Readonly<Record<number, string>>,
  ) {
    super();
    expectSizes({ numFeatures }, name);
    const { eps = 1e-5, momentum = 0.1, affine = true, trackRunningStats = true, dtype = 'float32' } = options;
    const shape = [numFeatures];
    this.numFeatures = numFeatures;
    this.eps = eps;
    this.momentum = momentum;
    this.weight = affine ? new Parameter(ones(shape, { dtype })) : null;
    this.bias = affine ? new Parameter(zeros(shape, { dtype })) : null;
    this.runningMean = trackRunningStats ? new Buffer(zeros(shape, { dtype })) : null;
    this.runningVar = trackRunningStats ? new Buffer(ones(shape, { dtype })) : null;
    this.numBatchesTracked = trackRunningStats ? new Buffer(zeros([], { dtype })) : null;
    this.#name = name;
    this.#shapes = shapes;
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, this.#name);
    if (input.shape[1] !== this.numFeatures || this.#shapes[input.ndim] === undefined) {
      throw new ShapeError(
        `${this.#name}: got an input of shape ${formatShape(input.shape)}; expected ${Object.values(this.#shapes).join(' or ')} with c = ${this.numFeatures}.`,
      );
    }
    const { numBatchesTracked, runningMean, runningVar, eps } = this;
    const training = this.training || runningMean === null;
    const seen = (numBatchesTracked?.item() ?? 0) + 1;
    const momentum = this.momentum ?? 1 / seen;
    const output = input.batchNorm(runningMean, runningVar, this.weight, this.bias, { training, momentum, eps });
    // Counted last: a batch that was refused has not been seen.
    if (training) noGrad(() => numBatchesTracked?.fill_(seen));
    return output;
  }
}

/**
 * Each channel standardised over the batch: by the batch itself in training, by running statistics after `eval()`.
 *
 * Shape: `[n, c]` or `[n, c, l]`, unchanged.
 * @throws ShapeError for another shape, or in training for a single value per channel.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html
 */
export class BatchNorm1d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormLayerOptions = {}) {
    super(numFeatures, options, 'BatchNorm1d', { 2: '[n, c]', 3: '[n, c, l]' });
  }
}

/**
 * Each channel of images standardised over batch and space: by the batch itself in training, by running statistics after `eval()`.
 *
 * Shape: `[n, c, h, w]`, unchanged.
 * @throws ShapeError for another shape, or in training for a single value per channel.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
 */
export class BatchNorm2d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormLayerOptions = {}) {
    super(numFeatures, options, 'BatchNorm2d', { 4: '[n, c, h, w]' });
  }
}
