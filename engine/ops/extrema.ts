import * as kernels from '../kernels/reduce.ts';
import { ShapeError } from '../errors.ts';
import { countOf, formatShape, normalizeDim } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { defineOp } from './define.ts';
import { layOut, reducedShape, resolveDims, type Dims } from './reduce-layout.ts';
import { apart, chance, randomDim, randomShape, type SampleMaker } from './sampling.ts';

/** The extreme numbers along a dimension, and where each of them was. */
export interface ValuesAndIndices {
  readonly values: Tensor;
  /** Positions along the dimension; whole numbers in a tensor without gradient. */
  readonly indices: Tensor;
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The largest number of all.
     *
     * Shape: `[]`.
     * Grad: gradOutput to the largest number; to the first of them on a tie (PyTorch shares it among all here).
     * @throws ShapeError if there are no numbers.
     * @see https://pytorch.org/docs/stable/generated/torch.max.html
     */
    max(): Tensor;
    /**
     * The largest numbers along a dimension, and their positions.
     *
     * Shape: both without that dimension, or with size 1 there if `keepdim`.
     * Grad: gradOutput to the position in `indices`, which is the first on a tie.
     * @throws IndexOutOfRangeError if the dimension does not exist.
     * @throws ShapeError if there are no numbers along it.
     * @see https://pytorch.org/docs/stable/generated/torch.max.html
     */
    max(dim: number, keepdim?: boolean): ValuesAndIndices;
    /**
     * The smallest number of all.
     *
     * Shape: `[]`.
     * Grad: gradOutput to the smallest number; to the first of them on a tie (PyTorch shares it among all here).
     * @throws ShapeError if there are no numbers.
     * @see https://pytorch.org/docs/stable/generated/torch.min.html
     */
    min(): Tensor;
    /**
     * The smallest numbers along a dimension, and their positions.
     *
     * Shape: both without that dimension, or with size 1 there if `keepdim`.
     * Grad: gradOutput to the position in `indices`, which is the first on a tie.
     * @throws IndexOutOfRangeError if the dimension does not exist.
     * @throws ShapeError if there are no numbers along it.
     * @see https://pytorch.org/docs/stable/generated/torch.min.html
     */
    min(dim: number, keepdim?: boolean): ValuesAndIndices;
    /**
     * The position of the largest number along a dimension, or among all in row-major order; the first on a tie.
     *
     * Shape: without that dimension, or with size 1 there if `keepdim`; `[]` for all.
     * Grad: none.
     * @throws ShapeError if there are no numbers.
     * @see https://pytorch.org/docs/stable/generated/torch.argmax.html
     */
    argmax(dim?: number | null, keepdim?: boolean): Tensor;
    /**
     * The position of the smallest number along a dimension, or among all in row-major order; the first on a tie.
     *
     * Shape: without that dimension, or with size 1 there if `keepdim`; `[]` for all.
     * Grad: none.
     * @throws ShapeError if there are no numbers.
     * @see https://pytorch.org/docs/stable/generated/torch.argmin.html
     */
    argmin(dim?: number | null, keepdim?: boolean): Tensor;
  }
}

const MAX = 1;
const MIN = -1;
type Sign = typeof MAX | typeof MIN;

function findExtremes(input: Tensor, sign: Sign, dim: Dims, keepdim: boolean, caller: string): ValuesAndIndices {
  const dims = resolveDims(dim, input.ndim, caller);
  const { x, outer, count, inner } = layOut(input, dims);
  if (count === 0) {
    throw new ShapeError(
      `${caller}: got the shape ${formatShape(input.shape)}; expected at least one number to choose from.`,
    );
  }
  const values = allocate(input.dtype, outer * inner);
  const indices = allocate(input.dtype, outer * inner);
  kernels.extremum(sign, outer, count, inner, values, indices, x.storage.data, x.offset);
  const shape = reducedShape(input.shape, dims, keepdim);
  return { values: fromData(values, shape), indices: fromData(indices, shape) };
}

/** An extreme is an element of its input, so its gradient goes to where it stood and to nowhere else. */
function defineExtremum(name: string, sample: SampleMaker) {
  return defineOp<[Tensor], [found: ValuesAndIndices, dim: number | null]>({
    name,
    forward: (_inputs, { values }) => values,
    backward: [
      (gradOutput, node, { indices }, dim) => {
        const shape = node.shapeOf(0);
        const searched = dim === null ? [countOf(shape)] : shape;
        const along = dim ?? 0;
        const chosen = reducedShape(searched, [along], true);
        const zeros = fromData(allocate(gradOutput.dtype, countOf(shape)), searched);
        return zeros.scatterAdd(along, indices.reshape(chosen), gradOutput.reshape(chosen)).reshape(shape);
      },
    ],
    sample,
  });
}

const max = defineExtremum('max', extremumSample('max'));
const min = defineExtremum('min', extremumSample('min'));

function extremumSample(name: 'max' | 'min'): SampleMaker {
  return (generator) => {
    const shape = randomShape(generator, 1);
    const dim = randomDim(generator, shape.length);
    const keepdim = chance(generator);
    const run = chance(generator) ? (x: Tensor) => x[name]() : (x: Tensor) => x[name](dim, keepdim).values;
    return { inputs: [apart(generator, shape)], run: (x) => run(x!) };
  };
}

function overAllOrAlong(
  input: Tensor,
  name: 'max' | 'min',
  dim: number | undefined,
  keepdim = false,
): Tensor | ValuesAndIndices {
  const run = name === 'max' ? max : min;
  const found = findExtremes(input, name === 'max' ? MAX : MIN, dim, keepdim, name);
  if (dim === undefined) return run([input], found, null);
  // A copy of the positions goes out, so that writing to it cannot misdirect the gradient.
  const indices = found.indices.clone();
  return { values: run([input], found, normalizeDim(dim, input.ndim, name)), indices };
}

Tensor.prototype.max = function (this: Tensor, dim?: number, keepdim?: boolean) {
  return overAllOrAlong(this, 'max', dim, keepdim);
} as Tensor['max'];
Tensor.prototype.min = function (this: Tensor, dim?: number, keepdim?: boolean) {
  return overAllOrAlong(this, 'min', dim, keepdim);
} as Tensor['min'];
Tensor.prototype.argmax = function (dim = null, keepdim = false) {
  return findExtremes(this, MAX, dim, keepdim, 'argmax').indices;
};
Tensor.prototype.argmin = function (dim = null, keepdim = false) {
  return findExtremes(this, MIN, dim, keepdim, 'argmin').indices;
};
