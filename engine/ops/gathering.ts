import { IndexOutOfRangeError, ShapeError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { contiguousStrides, countOf, formatShape, normalizeDim, type Shape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, Tensor } from '../tensor/tensor.ts';
import { expectSameDtype } from './broadcast.ts';
import { defineOp } from './define.ts';
import { awayFromZero, randomShape } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Picks along a dimension: `out[i][j] = this[i][index[i][j]]` for dim 1.
     *
     * Shape: that of `index`, which has as many dimensions as this and is no larger beside `dim`.
     * Grad: gradOutput added back to the places picked.
     * @throws IndexOutOfRangeError if an index lies outside.
     * @throws ShapeError if the shapes do not fit.
     * @see https://pytorch.org/docs/stable/generated/torch.gather.html
     */
    gather(dim: number, index: Tensor): Tensor;
    /**
     * A copy of this with each number of `source` added where `index` says: the reverse of {@link Tensor.gather}.
     *
     * Shape: unchanged; `index` and `source` have one shape.
     * Grad: gradOutput to this, gradOutput gathered at `index` to source.
     * @throws IndexOutOfRangeError if an index lies outside.
     * @throws ShapeError if the shapes do not fit.
     * @see https://pytorch.org/docs/stable/generated/torch.Tensor.scatter_add.html
     */
    scatterAdd(dim: number, index: Tensor, source: Tensor): Tensor;
  }
}

/** Calls `visit` with the place in the tensor and the position in `index`, for each number of `index`. */
function forEachPlace(
  shape: Shape,
  strides: Shape,
  dim: number,
  index: Tensor,
  visit: (place: number, position: number) => void,
): void {
  const positions = index.contiguous();
  const steps = contiguousStrides(index.shape);
  const size = shape[dim]!;
  for (let position = 0; position < index.size; position++) {
    const at = positions.storage.data[positions.offset + position]!;
    if (!Number.isInteger(at) || at < 0 || at >= size) {
      throw new IndexOutOfRangeError(
        `gather: got index ${at} in dim ${dim} of the shape ${formatShape(shape)}; expected a whole number from 0 to ${size - 1}.`,
      );
    }
    let place = at * strides[dim]!;
    let rest = position;
    for (let d = 0; d < shape.length; d++) {
      const step = steps[d]!;
      const coordinate = Math.floor(rest / step);
      rest -= coordinate * step;
      if (d !== dim) place += coordinate * strides[d]!;
    }
    visit(place, position);
  }
}

const gather: (inputs: [Tensor], dim: number, index: Tensor) => Tensor = defineOp({
  name: 'gather',
  forward: ([input], dim, index) => {
    const out = allocate(input.dtype, index.size);
    forEachPlace(input.shape, input.strides, dim, index, (place, position) => {
      out[position] = input.storage.data[input.offset + place]!;
    });
    return fromData(out, index.shape);
  },
  backward: [
    (gradOutput, node, dim, index) => scatterAdd([zerosOf(node.shapeOf(0), gradOutput), gradOutput], dim, index),
  ],
  sample: (generator) => {
    const { x, dim, index } = drawPlaces(generator);
    return { inputs: [x], run: (input) => input!.gather(dim, index) };
  },
});

const scatterAdd: (inputs: [Tensor, Tensor], dim: number, index: Tensor) => Tensor = defineOp({
  name: 'scatterAdd',
  forward: ([input, source], dim, index) => {
    const sums = input.clone();
    const { storage, offset } = source.contiguous();
    forEachPlace(sums.shape, sums.strides, dim, index, (place, position) => {
      sums.storage.data[place]! += storage.data[offset + position]!;
    });
    return sums;
  },
  backward: [(gradOutput) => gradOutput, (gradOutput, _node, dim, index) => gather([gradOutput], dim, index)],
  sample: (generator) => {
    const { x, dim, index } = drawPlaces(generator);
    return {
      inputs: [x, awayFromZero(generator, index.shape)],
      run: (input, source) => input!.scatterAdd(dim, index, source!),
    };
  },
});

function zerosOf(shape: Shape, like: Tensor): Tensor {
  return fromData(allocate(like.dtype, countOf(shape)), shape);
}

function drawPlaces(generator: Generator): { x: Tensor; dim: number; index: Tensor } {
  const shape = randomShape(generator, 1);
  const dim = generator.integer(0, shape.length);
  const indexShape = shape.map((size) => generator.integer(1, size + 1)).with(dim, generator.integer(1, 5));
  const places = Float64Array.from({ length: countOf(indexShape) }, () => generator.integer(0, shape[dim]!));
  return { x: awayFromZero(generator, shape), dim, index: fromData(places, indexShape) };
}

function checkedDim(input: Tensor, dim: number, index: Tensor, caller: string): number {
  expectTensor(index, caller);
  const d = normalizeDim(dim, input.ndim, caller);
  const fits = index.ndim === input.ndim && index.shape.every((size, i) => i === d || size <= input.shape[i]!);
  if (fits) return d;
  throw new ShapeError(
    `${caller}: got an index of shape ${formatShape(index.shape)} for the shape ${formatShape(input.shape)}; ` +
      `expected as many dimensions, none larger except dim ${d}. Add dimensions with unsqueeze.`,
  );
}

// The index is copied: it may be written to later, and backward has to find the same places.
Tensor.prototype.gather = function (dim, index) {
  return gather([this], checkedDim(this, dim, index, 'gather'), index.detach().clone());
};
Tensor.prototype.scatterAdd = function (dim, index, source) {
  const d = checkedDim(this, dim, index, 'scatterAdd');
  expectSameDtype(this, source, 'scatterAdd');
  if (index.shape.join() !== source.shape.join()) {
    throw new ShapeError(
      `scatterAdd: got an index of shape ${formatShape(index.shape)} for a source of shape ${formatShape(source.shape)}; expected one shape.`,
    );
  }
  return scatterAdd([this, source], d, index.detach().clone());
};
