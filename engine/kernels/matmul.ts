import type { FloatArray } from '../tensor/storage.ts';

/** A matrix inside a storage: strides as arguments handle transposes without copies. */
export interface MatrixView {
  readonly data: FloatArray;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** out[m, n] = a[m, k] · b[k, n]; `out` is contiguous and starts as zeros. What a WASM build replaces. */
export function matmul(
  m: number,
  k: number,
  n: number,
  out: FloatArray,
  outOffset: number,
  a: MatrixView,
  b: MatrixView,
): void {
  if (b.columnStride === 1) addScaledRows(m, k, n, out, outOffset, a, b);
  else dotColumns(m, k, n, out, outOffset, a, b);
}

/** Rows of b lie in one piece: add them up, four at a time so that `out` is read and written a quarter as often. */
function addScaledRows(
  m: number,
  k: number,
  n: number,
  out: FloatArray,
  outOffset: number,
  a: MatrixView,
  b: MatrixView,
): void {
  const x = a.data;
  const w = b.data;
  const step = a.columnStride;
  const blocks = k - (k % 4);
  for (let i = 0; i < m; i++) {
    const row = outOffset + i * n;
    let ai = a.offset + i * a.rowStride;
    let p = 0;
    for (; p < blocks; p += 4, ai += 4 * step) {
      const x0 = x[ai]!;
      const x1 = x[ai + step]!;
      const x2 = x[ai + 2 * step]!;
      const x3 = x[ai + 3 * step]!;
      const b0 = b.offset + p * b.rowStride;
      const b1 = b0 + b.rowStride;
      const b2 = b1 + b.rowStride;
      const b3 = b2 + b.rowStride;
      for (let j = 0; j < n; j++)
        out[row + j]! += x0 * w[b0 + j]! + x1 * w[b1 + j]! + x2 * w[b2 + j]! + x3 * w[b3 + j]!;
    }
    for (; p < k; p++, ai += step) {
      const x0 = x[ai]!;
      const b0 = b.offset + p * b.rowStride;
      for (let j = 0; j < n; j++) out[row + j]! += x0 * w[b0 + j]!;
    }
  }
}

/** Otherwise walk down columns, four at a time so that each number of a is read a quarter as often. */
function dotColumns(
  m: number,
  k: number,
  n: number,
  out: FloatArray,
  outOffset: number,
  a: MatrixView,
  b: MatrixView,
): void {
  const x = a.data;
  const w = b.data;
  const column = b.columnStride;
  const blocks = n - (n % 4);
  for (let i = 0; i < m; i++) {
    const ai = a.offset + i * a.rowStride;
    const row = outOffset + i * n;
    let j = 0;
    for (; j < blocks; j += 4) {
      const b0 = b.offset + j * column;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let p = 0; p < k; p++) {
        const value = x[ai + p * a.columnStride]!;
        const bp = b0 + p * b.rowStride;
        s0 += value * w[bp]!;
        s1 += value * w[bp + column]!;
        s2 += value * w[bp + 2 * column]!;
        s3 += value * w[bp + 3 * column]!;
      }
      out[row + j] = s0;
      out[row + j + 1] = s1;
      out[row + j + 2] = s2;
      out[row + j + 3] = s3;
    }
    for (; j < n; j++) {
      const b0 = b.offset + j * column;
      let s = 0;
      for (let p = 0; p < k; p++) s += x[ai + p * a.columnStride]! * w[b0 + p * b.rowStride]!;
      out[row + j] = s;
    }
  }
}
