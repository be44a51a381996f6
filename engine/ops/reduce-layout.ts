import { ShapeError } from '../errors.ts';
import { countOf, normalizeDim, type Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** One dimension, several, or all of them when left out. */
export type Dims = number | readonly number[] | null | undefined;

/** A tensor laid out as contiguous [outer, count, inner], with the middle to be reduced. */
export interface ReduceLayout {
  readonly x: Tensor;
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
}

/** Lists of all dimensions, which most reductions ask for: index = number of dimensions. */
const ALL: readonly (readonly number[])[] = [[], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3]];

/** The dimensions meant, counted from the front, in rising order. */
export function resolveDims(dim: Dims, ndim: number, caller: string): readonly number[] {
  if (dim === null || dim === undefined) return ALL[ndim] ?? Array.from({ length: ndim }, (_, d) => d);
  if (typeof dim === 'number') return [normalizeDim(dim, ndim, caller)];
  const dims = dim.map((d) => normalizeDim(d, ndim, caller));
  if (new Set(dims).size !== dims.length) {
    throw new ShapeError(`${caller}: got the dimensions [${dims.join(', ')}]; expected each of them once.`);
  }
  return dims.sort((a, b) => a - b);
}

export function reducedShape(shape: Shape, dims: readonly number[], keepdim: boolean): Shape {
  if (keepdim) return shape.map((size, d) => (dims.includes(d) ? 1 : size));
  return shape.filter((_, d) => !dims.includes(d));
}

export function layOut(input: Tensor, dims: readonly number[]): ReduceLayout {
  const first = dims[0] ?? 0;
  const adjacent = dims.every((d, i) => d === first + i);
  if (!adjacent) {
    const kept = Array.from({ length: input.ndim }, (_, d) => d).filter((d) => !dims.includes(d));
    const moved = input.permute([...kept, ...dims]);
    return layOut(
      moved,
      Array.from({ length: dims.length }, (_, i) => kept.length + i),
    );
  }
  const x = input.contiguous();
  return {
    x,
    outer: countOf(x.shape.slice(0, first)),
    count: countOf(x.shape.slice(first, first + dims.length)),
    inner: countOf(x.shape.slice(first + dims.length)),
  };
}

/** Gives a reduced tensor its reduced dimensions back, each of size 1, so that it broadcasts against the original. */
export function restoreDims(reduced: Tensor, shape: Shape, dims: readonly number[]): Tensor {
  return reduced.reshape(reducedShape(shape, dims, true));
}
