import { IndexOutOfRangeError, ShapeError } from '../errors.ts';

export type Shape = readonly number[];

/** Sizes written one by one or as one list, as PyTorch allows: `reshape(2, 3)` or `reshape([2, 3])`. */
export type Sizes = readonly number[] | readonly [Shape];

export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

export function sizesToShape(sizes: Sizes): Shape {
  return Array.isArray(sizes[0]) ? (sizes[0] as Shape) : (sizes as Shape);
}

export function countOf(shape: Shape): number {
  let count = 1;
  for (let d = 0; d < shape.length; d++) count *= shape[d]!;
  return count;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let d = 0; d < a.length; d++) if (a[d] !== b[d]) return false;
  return true;
}

export function checkShape(shape: Shape, caller: string): Shape {
  if (!Array.isArray(shape)) {
    throw new ShapeError(`${caller}: got the shape ${String(shape)}; expected a list of sizes, for example [2, 3].`);
  }
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new ShapeError(`${caller}: got the shape ${formatShape(shape)}; expected whole numbers, none negative.`);
    }
  }
  return shape.slice();
}

export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    strides[d] = stride;
    // A size of 0 must not make strides 0, which would look like repetition.
    stride *= Math.max(1, shape[d]!);
  }
  return strides;
}

export function isContiguous(shape: Shape, strides: Shape): boolean {
  let expected = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    if (shape[d] !== 1 && strides[d] !== expected) return false;
    expected *= Math.max(1, shape[d]!);
  }
  return true;
}

/** Whether one number in storage stands for several elements, as in an expanded view. */
export function repeatsNumbers(shape: Shape, strides: Shape): boolean {
  return countOf(shape) > 0 && shape.some((size, d) => size > 1 && strides[d] === 0);
}

/** Counts a negative dimension from the end: −1 is the last. */
export function normalizeDim(dim: number, ndim: number, caller: string): number {
  if (!Number.isInteger(dim) || dim < -ndim || dim >= ndim) {
    const range =
      ndim === 0
        ? 'a tensor with dimensions (this one is a single number)'
        : `a whole number from ${-ndim} to ${ndim - 1}`;
    throw new IndexOutOfRangeError(`${caller}: got dim ${String(dim)}; expected ${range}.`);
  }
  return dim < 0 ? dim + ndim : dim;
}

/** The shape two tensors share once broadcast: aligned at the last dimension, each pair equal or one of them 1. */
export function broadcastShapes(a: Shape, b: Shape, caller: string): Shape {
  if (sameShape(a, b)) return a;
  const ndim = Math.max(a.length, b.length);
  const shape = new Array<number>(ndim);
  for (let d = 1; d <= ndim; d++) {
    const sizeA = a[a.length - d] ?? 1;
    const sizeB = b[b.length - d] ?? 1;
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) {
      throw new ShapeError(
        `${caller}: got shapes ${formatShape(a)} and ${formatShape(b)}; counted from the right, dimension ${d} is ${sizeA} ` +
          `against ${sizeB}; expected equal sizes or a 1. Reshape or transpose one of them so that they line up.`,
      );
    }
    shape[ndim - d] = sizeA === 1 ? sizeB : sizeA;
  }
  return shape;
}

/** Strides that read a tensor as if it had the larger `target` shape: a repeated dimension has stride 0. */
export function broadcastStrides(shape: Shape, strides: Shape, target: Shape): number[] {
  const result = new Array<number>(target.length).fill(0);
  const shift = target.length - shape.length;
  for (let d = 0; d < shape.length; d++) {
    if (shape[d] === target[d + shift]) result[d + shift] = strides[d]!;
  }
  return result;
}

/**
 * Strides that show the same storage under another shape, or null if that needs a copy.
 * @see `computeStride` in PyTorch, aten/src/ATen/TensorUtils.cpp
 */
export function viewStrides(shape: Shape, strides: Shape, target: Shape): number[] | null {
  if (shape.length === 0 || countOf(shape) === 0) return contiguousStrides(target);
  const result = new Array<number>(target.length);
  let targetDim = target.length - 1;
  let baseStride = strides[shape.length - 1]!;
  let chunk = 1;
  let covered = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    chunk *= shape[d]!;
    // A chunk is a group of dimensions that lie one after another in storage; only within it may sizes be regrouped.
    const chunkGoesOn = d > 0 && (shape[d - 1] === 1 || strides[d - 1] === chunk * baseStride);
    if (chunkGoesOn) continue;
    while (targetDim >= 0 && (covered < chunk || target[targetDim] === 1)) {
      result[targetDim] = covered * baseStride;
      covered *= target[targetDim]!;
      targetDim--;
    }
    if (covered !== chunk) return null;
    if (d > 0) {
      baseStride = strides[d - 1]!;
      chunk = 1;
      covered = 1;
    }
  }
  return targetDim === -1 ? result : null;
}
