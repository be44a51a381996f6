import type { Shape } from './shape.ts';

type VisitRun = (
  length: number,
  position: number,
  aOffset: number,
  aStride: number,
  bOffset: number,
  bStride: number,
) => void;

/** Dimensions of two strided tensors of one shape, innermost first. */
export interface MergedDims {
  readonly sizes: readonly number[];
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** As few dimensions as will do: those of size 1 vanish, and neighbours that continue each other in both tensors merge; null if there are no numbers at all. */
export function mergeDims(shape: Shape, aStrides: Shape, bStrides: Shape): MergedDims | null {
  const sizes: number[] = [];
  const a: number[] = [];
  const b: number[] = [];
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = shape[d]!;
    if (size === 0) return null;
    if (size === 1) continue;
    const k = sizes.length - 1;
    if (k >= 0 && aStrides[d] === a[k]! * sizes[k]! && bStrides[d] === b[k]! * sizes[k]!) {
      sizes[k]! *= size;
    } else {
      sizes.push(size);
      a.push(aStrides[d]!);
      b.push(bStrides[d]!);
    }
  }
  return { sizes, a, b };
}

/**
 * Walks two strided tensors of one shape side by side in row-major order, one run at a time.
 *
 * A run is as long as both can be walked with a constant stride, so contiguous pairs make a single run and a
 * kernel is called once; `position` counts the elements already passed.
 */
export function forEachRun(
  shape: Shape,
  aStrides: Shape,
  aOffset: number,
  bStrides: Shape,
  bOffset: number,
  visit: VisitRun,
): void {
  const merged = mergeDims(shape, aStrides, bStrides);
  if (merged === null) return;
  const { sizes, a, b } = merged;
  const length = sizes[0] ?? 1;
  const aStride = a[0] ?? 1;
  const bStride = b[0] ?? 1;
  const index = new Array<number>(sizes.length).fill(0);
  for (let position = 0; ; position += length) {
    visit(length, position, aOffset, aStride, bOffset, bStride);
    let k = 1;
    for (; k < sizes.length; k++) {
      aOffset += a[k]!;
      bOffset += b[k]!;
      if (++index[k]! < sizes[k]!) break;
      aOffset -= a[k]! * sizes[k]!;
      bOffset -= b[k]! * sizes[k]!;
      index[k] = 0;
    }
    if (k >= sizes.length) return;
  }
}
