import type { FloatArray } from '../tensor/storage.ts';
import { logSoftmax } from './reduce.ts';

/** The softmax of each row of contiguous logits, and −ln of the share of its class. */
export function crossEntropy(
  rows: number,
  columns: number,
  shares: FloatArray,
  losses: FloatArray,
  logits: FloatArray,
  logitsOffset: number,
  classes: FloatArray,
  classesOffset: number,
): void {
  logSoftmax(rows, columns, 1, shares, logits, logitsOffset);
  for (let r = 0; r < rows; r++) losses[r] = -shares[r * columns + classes[classesOffset + r]!]!;
  for (let i = 0; i < rows * columns; i++) shares[i] = Math.exp(shares[i]!);
}

/** (shares − 1 at the class) · scale. */
export function crossEntropyGradInput(
  rows: number,
  columns: number,
  gradInput: FloatArray,
  shares: FloatArray,
  classes: FloatArray,
  classesOffset: number,
  scale: number,
): void {
  for (let i = 0; i < rows * columns; i++) gradInput[i] = shares[i]! * scale;
  for (let r = 0; r < rows; r++) {
    const at = r * columns + classes[classesOffset + r]!;
    gradInput[at] = (shares[at]! - 1) * scale;
  }
}
