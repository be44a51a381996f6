import type { AvgPoolOptions, PoolOptions } from '../ops/pooling.ts';
import type { PerDimension } from '../ops/windows.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { Module } from './module.ts';

/** What the kinds of pooling share: a window, and how it moves. */
abstract class Pooling<Options extends PoolOptions> extends Module {
  readonly kernelSize: PerDimension;
  readonly options: Options;

  constructor(kernelSize: PerDimension, options: Options) {
    super();
    this.kernelSize = kernelSize;
    this.options = options;
  }
}

/**
 * The largest number in each stretch of a sequence: {@link Tensor.maxPool1d} as a layer.
 *
 * Shape: `[n, c, l]` (or `[c, l]`) → `[n, c, l′]`, with l′ = ⌊(l + 2 · padding − kernelSize) / stride⌋ + 1.
 * @throws ShapeError if the input does not fit, ArgumentError if an option means nothing here.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.MaxPool1d.html
 */
export class MaxPool1d extends Pooling<PoolOptions> {
  constructor(kernelSize: PerDimension, options: PoolOptions = {}) {
    super(kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, 'MaxPool1d');
    return input.maxPool1d(this.kernelSize, this.options);
  }
}

/**
 * The largest number in each window of an image: {@link Tensor.maxPool2d} as a layer.
 *
 * Shape: `[n, c, h, w]` (or `[c, h, w]`) → `[n, c, h′, w′]`, with h′ = ⌊(h + 2 · padding − kernelSize) / stride⌋ + 1.
 * @throws ShapeError if the input does not fit, ArgumentError if an option means nothing here.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html
 */
export class MaxPool2d extends Pooling<PoolOptions> {
  constructor(kernelSize: PerDimension, options: PoolOptions = {}) {
    super(kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, 'MaxPool2d');
    return input.maxPool2d(this.kernelSize, this.options);
  }
}

/**
 * The average of each stretch of a sequence: {@link Tensor.avgPool1d} as a layer.
 *
 * Shape: as for {@link MaxPool1d}.
 * @throws ShapeError if the input does not fit, ArgumentError if an option means nothing here.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.AvgPool1d.html
 */
export class AvgPool1d extends Pooling<AvgPoolOptions> {
  constructor(kernelSize: PerDimension, options: AvgPoolOptions = {}) {
    super(kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, 'AvgPool1d');
    return input.avgPool1d(this.kernelSize, this.options);
  }
}

/**
 * The average of each window of an image: {@link Tensor.avgPool2d} as a layer.
 *
 * Shape: as for {@link MaxPool2d}.
 * @throws ShapeError if the input does not fit, ArgumentError if an option means nothing here.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html
 */
export class AvgPool2d extends Pooling<AvgPoolOptions> {
  constructor(kernelSize: PerDimension, options: AvgPoolOptions = {}) {
    super(kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, 'AvgPool2d');
    return input.avgPool2d(this.kernelSize, this.options);
  }
}
