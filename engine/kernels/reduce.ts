import type { FloatArray } from '../tensor/storage.ts';

// A contiguous tensor seen as [outer, count, inner], of which the middle is reduced: the one layout all kernels here share.
// Running sums are float64 throughout, so that a long float32 sum does not lose its last digits one by one.

export function sum(outer: number, count: number, inner: number, out: FloatArray, x: FloatArray, xo: number): void {
  if (inner === 1) {
    for (let o = 0; o < outer; o++) {
      let total = 0;
      const start = xo + o * count;
      for (let r = 0; r < count; r++) total += x[start + r]!;
      out[o] = total;
    }
    return;
  }
  const totals = new Float64Array(inner);
  for (let o = 0; o < outer; o++) {
    totals.fill(0);
    for (let r = 0; r < count; r++) {
      const start = xo + (o * count + r) * inner;
      for (let i = 0; i < inner; i++) totals[i]! += x[start + i]!;
    }
    out.set(totals, o * inner);
  }
}

/** Running sums along the middle, from its start or, `fromEnd`, from its end. */
export function cumsum(
  outer: number,
  count: number,
  inner: number,
  out: FloatArray,
  x: FloatArray,
  xo: number,
  fromEnd: boolean,
): void {
  const step = fromEnd ? -inner : inner;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let at = o * count * inner + i + (fromEnd ? (count - 1) * inner : 0);
      let total = 0;
      for (let r = 0; r < count; r++, at += step) out[at] = total += x[xo + at]!;
    }
  }
}

/** The largest number (`sign` 1) or the smallest (`sign` −1) and where it is first; the first NaN wins over all. */
export function extremum(
  sign: 1 | -1,
  outer: number,
  count: number,
  inner: number,
  values: FloatArray,
  indices: FloatArray,
  x: FloatArray,
  xo: number,
): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = xo + o * count * inner + i;
      let best = x[start]!;
      let where = 0;
      for (let r = 1; r < count && best === best; r++) {
        const value = x[start + r * inner]!;
        if (sign * value > sign * best || value !== value) {
          best = value;
          where = r;
        }
      }
      values[o * inner + i] = best;
      indices[o * inner + i] = where;
    }
  }
}

/** log Σ exp, shifted by the largest number so that nothing overflows. */
export function logSumExp(
  outer: number,
  count: number,
  inner: number,
  out: FloatArray,
  x: FloatArray,
  xo: number,
): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) out[o * inner + i] = logSumExpAt(x, xo + o * count * inner + i, count, inner);
  }
}

export function softmax(outer: number, count: number, inner: number, out: FloatArray, x: FloatArray, xo: number): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * count * inner + i;
      let largest = -Infinity;
      for (let r = 0; r < count; r++) largest = Math.max(largest, x[xo + start + r * inner]!);
      let total = 0;
      for (let r = 0; r < count; r++) {
        const e = Math.exp(x[xo + start + r * inner]! - largest);
        out[start + r * inner] = e;
        total += e;
      }
      for (let r = 0; r < count; r++) out[start + r * inner]! /= total;
    }
  }
}

export function logSoftmax(
  outer: number,
  count: number,
  inner: number,
  out: FloatArray,
  x: FloatArray,
  xo: number,
): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * count * inner + i;
      const shift = logSumExpAt(x, xo + start, count, inner);
      for (let r = 0; r < count; r++) out[start + r * inner] = x[xo + start + r * inner]! - shift;
    }
  }
}

function logSumExpAt(x: FloatArray, start: number, count: number, stride: number): number {
  let largest = -Infinity;
  for (let r = 0; r < count; r++) largest = Math.max(largest, x[start + r * stride]!);
  // ∞ − ∞ would make NaN of a perfectly good ∞.
  const shift = Number.isFinite(largest) ? largest : 0;
  let total = 0;
  for (let r = 0; r < count; r++) total += Math.exp(x[start + r * stride]! - shift);
  return Math.log(total) + shift;
}
