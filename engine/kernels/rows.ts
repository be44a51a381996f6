import type { FloatArray } from '../tensor/storage.ts';

/** Copies row `rows[i]` of x to row i of `out`, each `width` numbers long. */
export function takeRows(
  count: number,
  width: number,
  out: FloatArray,
  x: FloatArray,
  xo: number,
  rows: ArrayLike<number>,
): void {
  for (let i = 0; i < count; i++) {
    const start = xo + rows[i]! * width;
    if (width === 1) out[i] = x[start]!;
    else out.set(x.subarray(start, start + width), i * width);
  }
}
