import { normalizeDim } from '../tensor/shape.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { Module } from './module.ts';

/**
 * Several dimensions laid out as one: by default all but the first, which counts the examples.
 *
 * Shape: `[n, c, h, w]` → `[n, c · h · w]` for dimensions 1 to −1.
 * @throws IndexOutOfRangeError if a dimension does not exist.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Flatten.html
 */
export class Flatten extends Module {
  readonly startDim: number;
  readonly endDim: number;

  constructor(startDim = 1, endDim = -1) {
    super();
    this.startDim = startDim;
    this.endDim = endDim;
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, 'Flatten');
    const start = normalizeDim(this.startDim, input.ndim, 'Flatten');
    const end = normalizeDim(this.endDim, input.ndim, 'Flatten');
    const joined = input.shape.slice(start, end + 1).reduce((product, size) => product * size, 1);
    return input.reshape([...input.shape.slice(0, start), joined, ...input.shape.slice(end + 1)]);
  }
}
