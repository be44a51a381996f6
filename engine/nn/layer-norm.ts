import { ones, zeros } from '../tensor/create.ts';
import { checkShape, type Shape } from '../tensor/shape.ts';
import type { Dtype } from '../tensor/storage.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

export interface LayerNormOptions {
  /** Added to the variance, so that nothing is divided by 0. */
  readonly eps?: number;
  /** Whether a weight and a bias are learned; yes unless said otherwise. */
  readonly elementwiseAffine?: boolean;
  /** Whether a bias is learned along with the weight; yes unless said otherwise. */
  readonly bias?: boolean;
  readonly dtype?: Dtype;
}

/**
 * Each example standardised by itself over its last sizes, then · weight + bias: {@link Tensor.layerNorm} as a layer.
 *
 * Shape: unchanged; the last sizes have to be `normalizedShape`.
 * @throws ShapeError if they are not.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html
 */
export class LayerNorm extends Module {
  readonly normalizedShape: Shape;
  readonly eps: number;
  weight: Parameter | null;
  bias: Parameter | null;

  constructor(
    normalizedShape: number | Shape,
    { eps = 1e-5, elementwiseAffine = true, bias = true, dtype = 'float32' }: LayerNormOptions = {},
  ) {
    super();
    const sizes = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape;
    this.normalizedShape = checkShape(sizes, 'LayerNorm');
    this.eps = eps;
    this.weight = elementwiseAffine ? new Parameter(ones(this.normalizedShape, { dtype })) : null;
    this.bias = elementwiseAffine && bias ? new Parameter(zeros(this.normalizedShape, { dtype })) : null;
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, 'LayerNorm');
    return input.layerNorm(this.normalizedShape, this.weight, this.bias, this.eps);
  }
}
