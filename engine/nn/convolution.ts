import { ArgumentError } from '../errors.ts';
import type { ConvolutionOptions } from '../ops/convolution.ts';
import type { PerDimension } from '../ops/windows.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { affineParameters, expectSizes, type AffineOptions } from './affine-parameters.ts';
import { Module } from './module.ts';
import type { Parameter } from './parameter.ts';

export interface ConvolutionLayerOptions extends AffineOptions, ConvolutionOptions {}

/** What convolutions in one dimension and in two share: all but the operation. */
abstract class Convolution extends Module {
  readonly inChannels: number;
  readonly outChannels: number;
  weight: Parameter;
  bias: Parameter | null;
  readonly stride: PerDimension;
  readonly padding: PerDimension | 'same' | 'valid';
  readonly dilation: PerDimension;
  readonly groups: number;
  readonly #operation: 'conv1d' | 'conv2d';

  constructor(
    operation: 'conv1d' | 'conv2d',
    inChannels: number,
    outChannels: number,
    kernelSize: readonly number[],
    options: ConvolutionLayerOptions,
    name: string,
  ) {
    super();
    const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options ?? {};
    expectSizes({ inChannels, outChannels, groups }, name);
    kernelSize.forEach((size) => expectSizes({ kernelSize: size }, name));
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new ArgumentError(
        `${name}: got ${groups} groups for ${inChannels} channels in and ${outChannels} out; expected a number that divides both.`,
      );
    }
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    const { weight, bias } = affineParameters([outChannels, inChannels / groups, ...kernelSize], options, name);
    this.weight = weight;
    this.bias = bias;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
    this.#operation = operation;
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, this.#operation);
    const { stride, padding, dilation, groups } = this;
    return input[this.#operation](this.weight, this.bias, { stride, padding, dilation, groups });
  }
}

/**
 * Sequences seen through learned sliding kernels: {@link Tensor.conv1d} as a layer, with a weight of `[out, in / groups, k]`.
 *
 * Shape: `[n, in, l]` (or `[in, l]`) → `[n, out, l′]`, with l′ = ⌊(l + 2 · padding − dilation · (k − 1) − 1) / stride⌋ + 1.
 * @throws ShapeError if the input does not fit, ArgumentError if an option means nothing here.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Conv1d.html
 */
export class Conv1d extends Convolution {
  constructor(inChannels: number, outChannels: number, kernelSize: number, options: ConvolutionLayerOptions) {
    super('conv1d', inChannels, outChannels, [kernelSize], options, 'Conv1d');
  }
}

/**
 * Images seen through learned sliding kernels: {@link Tensor.conv2d} as a layer, with a weight of `[out, in / groups, kh, kw]`.
 *
 * Shape: `[n, in, h, w]` (or `[in, h, w]`) → `[n, out, h′, w′]`, with h′ = ⌊(h + 2 · padding − dilation · (kh − 1) − 1) / stride⌋ + 1.
 * @throws ShapeError if the input does not fit, ArgumentError if an option means nothing here.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
 */
export class Conv2d extends Convolution {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number | readonly [height: number, width: number],
    options: ConvolutionLayerOptions,
  ) {
    const sizes = typeof kernelSize === 'number' ? [kernelSize, kernelSize] : kernelSize;
    super('conv2d', inChannels, outChannels, sizes, options, 'Conv2d');
  }
}
