import type { FloatArray } from '../tensor/storage.ts';

/**
 * A function of two numbers, over `n` pairs: what a WASM build replaces.
 *
 * Strides say how far apart neighbours lie: 1 for contiguous, 0 for one number against all, anything for a view.
 * `out` is written one after another and may be `a` itself.
 */
export type BinaryKernel = (
  n: number,
  out: FloatArray,
  outOffset: number,
  a: FloatArray,
  aOffset: number,
  aStride: number,
  b: FloatArray,
  bOffset: number,
  bStride: number,
) => void;

export const add: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  if (as === 1 && bs === 1) for (let i = 0; i < n; i++) out[oo + i] = a[ao + i]! + b[bo + i]!;
  else for (let i = 0; i < n; i++) out[oo + i] = a[ao + i * as]! + b[bo + i * bs]!;
};

export const sub: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  if (as === 1 && bs === 1) for (let i = 0; i < n; i++) out[oo + i] = a[ao + i]! - b[bo + i]!;
  else for (let i = 0; i < n; i++) out[oo + i] = a[ao + i * as]! - b[bo + i * bs]!;
};

export const mul: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  if (as === 1 && bs === 1) for (let i = 0; i < n; i++) out[oo + i] = a[ao + i]! * b[bo + i]!;
  else for (let i = 0; i < n; i++) out[oo + i] = a[ao + i * as]! * b[bo + i * bs]!;
};

export const div: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  if (as === 1 && bs === 1) for (let i = 0; i < n; i++) out[oo + i] = a[ao + i]! / b[bo + i]!;
  else for (let i = 0; i < n; i++) out[oo + i] = a[ao + i * as]! / b[bo + i * bs]!;
};

export const pow: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  if (bs === 0 && b[bo] === 2) {
    // By far the most frequent power, and a multiplication is many times faster than Math.pow.
    mul(n, out, oo, a, ao, as, a, ao, as);
    return;
  }
  for (let i = 0; i < n; i++) out[oo + i] = a[ao + i * as]! ** b[bo + i * bs]!;
};

/** d(aᵇ)/da = b·aᵇ⁻¹, and 0 for b = 0 whatever a is. */
export const powSlopeOfBase: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  for (let i = 0; i < n; i++) {
    const exponent = b[bo + i * bs]!;
    const base = a[ao + i * as]!;
    out[oo + i] = exponent === 0 ? 0 : exponent === 2 ? 2 * base : exponent * base ** (exponent - 1);
  }
};

/** d(aᵇ)/db = aᵇ·ln a, and 0 for a = 0, b ≥ 0, its limit from above for b > 0 and PyTorch's choice for b = 0. */
export const powSlopeOfExponent: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  for (let i = 0; i < n; i++) {
    const base = a[ao + i * as]!;
    const exponent = b[bo + i * bs]!;
    out[oo + i] = base === 0 && exponent >= 0 ? 0 : base ** exponent * Math.log(base);
  }
};

export const maximum: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  for (let i = 0; i < n; i++) out[oo + i] = Math.max(a[ao + i * as]!, b[bo + i * bs]!);
};

export const minimum: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  for (let i = 0; i < n; i++) out[oo + i] = Math.min(a[ao + i * as]!, b[bo + i * bs]!);
};

/** 1 where a is larger, ½ where both are equal, 0 elsewhere. */
export const shareOfLarger: BinaryKernel = (n, out, oo, a, ao, as, b, bo, bs) => {
  for (let i = 0; i < n; i++) {
    const first = a[ao + i * as]!;
    const second = b[bo + i * bs]!;
    out[oo + i] = first > second ? 1 : first === second ? 0.5 : 0;
  }
};
