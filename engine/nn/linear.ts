import { ShapeError } from '../errors.ts';
import { formatShape } from '../tensor/shape.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { affineParameters, expectSizes, type AffineOptions } from './affine-parameters.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';

/**
 * A weighted sum for each output: y = x Wᵀ + b, with W of shape `[out, in]`.
 *
 * Shape: `[…, in]` → `[…, out]`.
 * @throws ShapeError if the last size of the input is not `inFeatures`.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Linear.html
 */
export class Linear extends Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  weight: Parameter;
  bias: Parameter | null;

  constructor(inFeatures: number, outFeatures: number, options: AffineOptions) {
    super();
    expectSizes({ inFeatures, outFeatures }, 'Linear');
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    const { weight, bias } = affineParameters([outFeatures, inFeatures], options, 'Linear');
    this.weight = weight;
    this.bias = bias;
  }

  forward(input: Tensor): Tensor {
    expectLastSize(input, this.inFeatures, 'Linear');
    return affine(input, this.weight, this.bias);
  }
}

/** x Wᵀ + b for rows of any number of leading dimensions. */
export function affine(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  // One product of two matrices is faster than a batch of small ones.
  const rows = input.ndim > 2 ? input.reshape(-1, input.shape.at(-1)!) : input;
  const product = rows.matmul(weight.T);
  const sum = bias === null ? product : product.add(bias);
  return input.ndim > 2 ? sum.reshape([...input.shape.slice(0, -1), weight.shape[0]!]) : sum;
}

/** Names the layer when an input of another width arrives, before a matrix product would speak of rows and columns. */
export function expectLastSize(input: Tensor, expected: number, caller: string): void {
  expectTensor(input, caller);
  if (input.ndim > 0 && input.shape.at(-1) === expected) return;
  throw new ShapeError(
    `${caller}: got an input of shape ${formatShape(input.shape)}; expected its last size to be ${expected}, as the layer was made for. ` +
      `Perhaps it wants a Flatten before it, or a transpose.`,
  );
}
