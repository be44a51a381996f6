import type { FloatArray } from '../tensor/storage.ts';

/** Σ |x|ᵖ over `n` numbers a stride apart, in float64; for p = ∞ the largest |x| instead. NaN if any of them is NaN. */
export function powerSum(n: number, x: FloatArray, xo: number, xs: number, p: number): number {
  let total = 0;
  if (p === 2) for (let i = 0; i < n; i++) total += x[xo + i * xs]! * x[xo + i * xs]!;
  else if (p === Infinity) for (let i = 0; i < n; i++) total = Math.max(total, Math.abs(x[xo + i * xs]!));
  else for (let i = 0; i < n; i++) total += Math.abs(x[xo + i * xs]!) ** p;
  return total;
}
