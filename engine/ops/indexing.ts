import { ArgumentError, IndexOutOfRangeError } from '../errors.ts';
import { formatShape, normalizeDim, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { writeOver } from './copying.ts';
import { defineOp } from './define.ts';
import { makeZeros } from './in-wasm/place.ts';
import { awayFromZero, randomDim, randomShape } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * One slice along a dimension, without that dimension: a view. `x.select(0, i)` is row i.
     *
     * Shape: without `dim`.
     * Grad: gradOutput into that slice, zero elsewhere.
     * @throws IndexOutOfRangeError if the index lies outside; −1 is the last.
     * @see https://pytorch.org/docs/stable/generated/torch.select.html
     */
    select(dim: number, index: number): Tensor;
    /**
     * Every `step`-th slice from `start` up to, not including, `end`: a view (PyTorch: `x[start:end:step]`).
     *
     * Shape: `dim` becomes as long as the range; bounds count from the end when negative and stop at the edges.
     * Grad: gradOutput into those slices, zero elsewhere.
     * @throws ArgumentError if `step` is not a positive whole number.
     * @see https://pytorch.org/docs/stable/generated/torch.narrow.html
     */
    slice(dim: number, start?: number, end?: number, step?: number): Tensor;
    /**
     * What stands at these indices, dimension by dimension: a view (PyTorch: `x[i, j]`).
     *
     * Shape: without as many leading dimensions as there are indices.
     * Grad: gradOutput into that place, zero elsewhere.
     * @throws IndexOutOfRangeError if an index lies outside.
     * @see https://pytorch.org/docs/stable/tensors.html
     */
    at(...indices: number[]): Tensor;
  }
}

function sliceView(x: Tensor, dim: number, start: number, length: number, step: number): Tensor {
  const shape = x.shape.with(dim, length);
  return new Tensor(x.storage, shape, x.strides.with(dim, x.strides[dim]! * step), x.offset + start * x.strides[dim]!);
}

/** Zeros of the shape of the input, with a gradient laid into the part that was looked at. */
function layInto(shape: Shape, gradient: Tensor, part: (zeros: Tensor) => Tensor): Tensor {
  const zeros = makeZeros(gradient.dtype, shape);
  writeOver(part(zeros), gradient);
  return zeros;
}

const slice = defineOp<[Tensor], [dim: number, start: number, length: number, step: number]>({
  name: 'slice',
  forward: ([input], ...range) => sliceView(input, ...range),
  backward: [
    (gradOutput, node, ...range) => layInto(node.shapeOf(0), gradOutput, (zeros) => sliceView(zeros, ...range)),
  ],
  viewsPart: true,
  sample: (generator) => {
    const shape = randomShape(generator, 1);
    const dim = randomDim(generator, shape.length);
    const start = generator.integer(-4, 4);
    const step = generator.integer(1, 4);
    return { inputs: [awayFromZero(generator, shape)], run: (x) => x!.slice(dim, start, undefined, step) };
  },
});

const select = defineOp<[Tensor], [dim: number, index: number]>({
  name: 'select',
  forward: ([input], dim, index) => {
    const { storage, shape, strides, offset } = input;
    return new Tensor(storage, shape.toSpliced(dim, 1), strides.toSpliced(dim, 1), offset + index * strides[dim]!);
  },
  backward: [
    (gradOutput, node, dim, index) => layInto(node.shapeOf(0), gradOutput, (zeros) => zeros.select(dim, index)),
  ],
  viewsPart: true,
  sample: (generator) => {
    const shape = randomShape(generator, 1);
    const dim = generator.integer(0, shape.length);
    const index = generator.integer(-shape[dim]!, shape[dim]!);
    return { inputs: [awayFromZero(generator, shape)], run: (x) => x!.select(dim, index) };
  },
});

Tensor.prototype.slice = function (dim, start = 0, end = Infinity, step = 1) {
  const d = normalizeDim(dim, this.ndim, 'slice');
  if (!Number.isInteger(step) || step < 1)
    throw new ArgumentError(`slice: got the step ${step}; expected a whole number from 1 up.`);
  const size = this.shape[d]!;
  const within = (bound: number): number => Math.min(Math.max(bound < 0 ? bound + size : bound, 0), size);
  const first = within(start);
  return slice([this], d, first, Math.max(0, Math.ceil((within(end) - first) / step)), step);
};
Tensor.prototype.select = function (dim, index) {
  const d = normalizeDim(dim, this.ndim, 'select');
  const size = this.shape[d]!;
  if (!Number.isInteger(index) || index < -size || index >= size) {
    throw new IndexOutOfRangeError(
      `select: got index ${index} in dim ${d} of the shape ${formatShape(this.shape)}; expected a whole number from ${-size} to ${size - 1}.`,
    );
  }
  return select([this], d, index < 0 ? index + size : index);
};
Tensor.prototype.at = function (...indices) {
  if (indices.length > this.ndim) {
    throw new IndexOutOfRangeError(
      `at: got ${indices.length} indices for the shape ${formatShape(this.shape)}; expected at most ${this.ndim}.`,
    );
  }
  return indices.reduce<Tensor>((part, index) => part.select(0, index), this);
};
