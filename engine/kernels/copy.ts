import type { FloatArray } from '../tensor/storage.ts';

/** Copies `n` numbers, a stride apart on either side. */
export function copy(n: number, out: FloatArray, oo: number, os: number, x: FloatArray, xo: number, xs: number): void {
  if (os === 1 && xs === 0) out.fill(x[xo]!, oo, oo + n);
  else for (let i = 0; i < n; i++) out[oo + i * os] = x[xo + i * xs]!;
}
