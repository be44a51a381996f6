import { ShapeError } from '../errors.ts';
import {
  broadcastStrides,
  checkShape,
  countOf,
  formatShape,
  normalizeDim,
  sizesToShape,
  viewStrides,
  type Shape,
  type Sizes,
} from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { sumToShape } from './broadcast.ts';
import { defineOp } from './define.ts';
import { awayFromZero, broadcastPair, randomDim, randomShape, shuffled } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * This matrix with rows and columns exchanged: a view.
     *
     * Shape: `[n, m]` → `[m, n]`; a vector or a single number stays as it is.
     * Grad: gradOutput, transposed back.
     * @throws ShapeError for more than two dimensions; use `transpose` or `permute` there.
     * @see https://pytorch.org/docs/stable/tensors.html#torch.Tensor.T
     */
    readonly T: Tensor;
    /**
     * Two dimensions exchanged: a view.
     *
     * Shape: the two sizes change places.
     * Grad: gradOutput, transposed back.
     * @throws IndexOutOfRangeError if a dimension does not exist.
     * @see https://pytorch.org/docs/stable/generated/torch.transpose.html
     */
    transpose(dim0: number, dim1: number): Tensor;
    /**
     * The dimensions in a new order: a view.
     *
     * Shape: size d of the result is size `dims[d]` of this tensor.
     * Grad: gradOutput, put back in the old order.
     * @throws ShapeError unless every dimension is named once.
     * @see https://pytorch.org/docs/stable/generated/torch.permute.html
     */
    permute(...dims: Sizes): Tensor;
    /**
     * The same numbers in the same order under another shape: a view where the storage allows it, otherwise a copy.
     *
     * Shape: as asked; one size may be −1, to be worked out from the rest.
     * Grad: gradOutput, reshaped back.
     * @throws ShapeError if the shape asks for another count of numbers.
     * @see https://pytorch.org/docs/stable/generated/torch.reshape.html
     */
    reshape(...shape: Sizes): Tensor;
    /**
     * Dimensions of size 1 repeated without copying: a view in which one number stands for many.
     *
     * Shape: as asked; new dimensions may be added in front, and −1 keeps a size.
     * Grad: gradOutput, summed over the repetitions.
     * @throws ShapeError if a size other than 1 would change.
     * @see https://pytorch.org/docs/stable/generated/torch.Tensor.expand.html
     */
    expand(...shape: Sizes): Tensor;
    /**
     * A new dimension of size 1 at `dim`: a view.
     *
     * Shape: `[n]` → `[1, n]` for dim 0, `[n, 1]` for dim 1.
     * Grad: gradOutput, reshaped back.
     * @throws IndexOutOfRangeError if `dim` is out of range.
     * @see https://pytorch.org/docs/stable/generated/torch.unsqueeze.html
     */
    unsqueeze(dim: number): Tensor;
    /**
     * Without its dimensions of size 1, or without that one if `dim` is given: a view.
     *
     * Shape: `[1, n, 1]` → `[n]`; a size other than 1 stays.
     * Grad: gradOutput, reshaped back.
     * @throws IndexOutOfRangeError if `dim` is out of range.
     * @see https://pytorch.org/docs/stable/generated/torch.squeeze.html
     */
    squeeze(dim?: number): Tensor;
  }
}

const permute = defineOp<[Tensor], [dims: Shape]>({
  name: 'permute',
  forward: ([x], dims) =>
    new Tensor(
      x.storage,
      dims.map((d) => x.shape[d]!),
      dims.map((d) => x.strides[d]!),
      x.offset,
    ),
  backward: [(gradOutput, _node, dims) => gradOutput.permute(dims.map((_, d) => dims.indexOf(d)))],
  sample: (generator) => {
    const shape = randomShape(generator);
    const dims = shuffled(generator, shape.length);
    return { inputs: [awayFromZero(generator, shape)], run: (x) => x!.permute(dims) };
  },
});

const transpose = defineOp<[Tensor], [dim0: number, dim1: number]>({
  name: 'transpose',
  forward: ([x], dim0, dim1) =>
    new Tensor(x.storage, exchange(x.shape, dim0, dim1), exchange(x.strides, dim0, dim1), x.offset),
  backward: [(gradOutput, _node, dim0, dim1) => gradOutput.transpose(dim0, dim1)],
  sample: (generator) => {
    const shape = randomShape(generator, 1);
    const [dim0, dim1] = [randomDim(generator, shape.length), randomDim(generator, shape.length)];
    return { inputs: [awayFromZero(generator, shape)], run: (x) => x!.transpose(dim0, dim1) };
  },
});

const reshape = defineOp<[Tensor], [shape: Shape]>({
  name: 'reshape',
  forward: ([x], shape) => {
    if (x.contiguousInStorage) return new Tensor(x.storage, shape, undefined, x.offset);
    const strides = viewStrides(x.shape, x.strides, shape);
    return strides === null ? new Tensor(x.clone().storage, shape) : new Tensor(x.storage, shape, strides, x.offset);
  },
  backward: [(gradOutput, node) => gradOutput.reshape(node.shapeOf(0))],
  sample: (generator) => {
    const shape = randomShape(generator);
    const target = shuffled(generator, shape.length).map((d) => shape[d]!);
    return { inputs: [awayFromZero(generator, shape)], run: (x) => x!.reshape([...target, 1]) };
  },
});

const expand = defineOp<[Tensor], [shape: Shape]>({
  name: 'expand',
  forward: ([x], shape) => new Tensor(x.storage, shape, broadcastStrides(x.shape, x.strides, shape), x.offset),
  backward: [(gradOutput, node) => sumToShape(gradOutput, node.shapeOf(0))],
  sample: (generator) => {
    const [a, b] = broadcastPair(generator);
    const [small, large] = a.length < b.length || countOf(a) < countOf(b) ? [a, b] : [b, a];
    return { inputs: [awayFromZero(generator, small)], run: (x) => x!.expand(large) };
  },
});

function exchange(list: Shape, i: number, j: number): Shape {
  const result = list.slice();
  [result[i], result[j]] = [list[j]!, list[i]!];
  return result;
}

function inferSize(asked: Shape, x: Tensor): Shape {
  const unknown = asked.indexOf(-1);
  const known = countOf(asked.filter((_, d) => d !== unknown));
  const shape = unknown < 0 ? asked : asked.map((size, d) => (d === unknown ? x.size / known : size));
  if (!shape.every(Number.isInteger) || countOf(shape) !== x.size) {
    throw new ShapeError(
      `reshape: got ${formatShape(asked)} for the shape ${formatShape(x.shape)}; expected sizes whose product is ${x.size}, ` +
        `the count of numbers. One size may be -1, to be worked out.`,
    );
  }
  return checkShape(shape, 'reshape');
}

function expandedShape(asked: Shape, x: Tensor): Shape {
  const extra = asked.length - x.ndim;
  const shape = asked.map((size, d) => (size === -1 && d >= extra ? x.shape[d - extra]! : size));
  const fits = extra >= 0 && x.shape.every((size, d) => size === 1 || size === shape[d + extra]);
  if (!fits) {
    throw new ShapeError(
      `expand: got ${formatShape(asked)} for the shape ${formatShape(x.shape)}; expected the same sizes counted from the right, ` +
        `except that a size of 1 may become any other. Only dimensions of size 1 can be repeated.`,
    );
  }
  return checkShape(shape, 'expand');
}

Tensor.prototype.permute = function (...sizes) {
  const asked = sizesToShape(sizes);
  const dims = asked.map((dim) => normalizeDim(dim, this.ndim, 'permute'));
  if (dims.length !== this.ndim || new Set(dims).size !== dims.length) {
    throw new ShapeError(
      `permute: got ${formatShape(asked)} for the shape ${formatShape(this.shape)}; expected each of its ${this.ndim} dimensions once.`,
    );
  }
  return permute([this], dims);
};
Tensor.prototype.transpose = function (dim0, dim1) {
  return transpose([this], normalizeDim(dim0, this.ndim, 'transpose'), normalizeDim(dim1, this.ndim, 'transpose'));
};
Tensor.prototype.reshape = function (...shape) {
  return reshape([this], inferSize(sizesToShape(shape), this));
};
Tensor.prototype.expand = function (...shape) {
  return expand([this], expandedShape(sizesToShape(shape), this));
};
Tensor.prototype.unsqueeze = function (dim) {
  const at = normalizeDim(dim, this.ndim + 1, 'unsqueeze');
  return reshape([this], [...this.shape.slice(0, at), 1, ...this.shape.slice(at)]);
};
Tensor.prototype.squeeze = function (dim) {
  const only = dim === undefined ? null : normalizeDim(dim, this.ndim, 'squeeze');
  return reshape(
    [this],
    this.shape.filter((size, d) => size !== 1 || (only !== null && d !== only)),
  );
};
Object.defineProperty(Tensor.prototype, 'T', {
  get(this: Tensor): Tensor {
    if (this.ndim === 2) return transpose([this], 0, 1);
    if (this.ndim < 2) return this;
    throw new ShapeError(
      `T: got the shape ${formatShape(this.shape)}; expected a matrix. Say which dimensions with transpose(-2, -1) or permute.`,
    );
  },
});
