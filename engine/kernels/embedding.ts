import type { FloatArray } from '../tensor/storage.ts';

// Rows of a contiguous [rows, width] matrix, chosen by `count` row numbers that were checked before.

export function copyRows(
  count: number,
  width: number,
  out: FloatArray,
  rows: FloatArray,
  rowsOffset: number,
  weight: FloatArray,
  weightOffset: number,
): void {
  for (let i = 0; i < count; i++) {
    const from = weightOffset + rows[rowsOffset + i]! * width;
    for (let j = 0; j < width; j++) out[i * width + j] = weight[from + j]!;
  }
}

/** The reverse: a row chosen twice collects twice. */
export function addToRows(
  count: number,
  width: number,
  gradWeight: FloatArray,
  rows: FloatArray,
  rowsOffset: number,
  gradOutput: FloatArray,
  gOffset: number,
): void {
  for (let i = 0; i < count; i++) {
    const into = rows[rowsOffset + i]! * width;
    const from = gOffset + i * width;
    for (let j = 0; j < width; j++) gradWeight[into + j]! += gradOutput[from + j]!;
  }
}
