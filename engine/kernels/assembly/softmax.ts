import { divScalar } from './binary';
import { exp4 } from './exponential';
import { loadSome, storeSome } from './lanes';
import { logOfTotal } from './logarithm';
import { dot, sum } from './reduce';
import { expAll, largestOf } from './row-exponentials';

export function softmax(rows: i32, cols: i32, out: usize, x: usize): void {
  const step = <usize>cols << 2;
  for (let r = 0; r < rows; r++, out += step, x += step) {
    const total = expAll(cols, out, x, largestOf(cols, x));
    divScalar(cols, out, out, <f32>total);
  }
}

export function logSoftmax(rows: i32, cols: i32, out: usize, x: usize): void {
  const step = <usize>cols << 2;
  for (let r = 0; r < rows; r++, out += step, x += step) {
    const largest = largestOf(cols, x);
    // ∞ − ∞ would make NaN of a perfectly good ∞.
    const shift: f32 = isFinite(largest) ? largest : 0;
    const logTotal = logOfTotal(expAll(cols, 0, x, shift));
    // One after the other: their sum would lose the digits of the smaller one.
    subtractBoth(cols, out, x, shift, logTotal);
  }
}

export function softmaxBackward(rows: i32, cols: i32, gradInput: usize, gradOutput: usize, y: usize): void {
  const step = <usize>cols << 2;
  for (let r = 0; r < rows; r++, gradInput += step, gradOutput += step, y += step) {
    softmaxRowBackward(cols, gradInput, gradOutput, y, <f32>dot(cols, gradOutput, y));
  }
}

export function logSoftmaxBackward(rows: i32, cols: i32, gradInput: usize, gradOutput: usize, y: usize): void {
  const step = <usize>cols << 2;
  for (let r = 0; r < rows; r++, gradInput += step, gradOutput += step, y += step) {
    logSoftmaxRowBackward(cols, gradInput, gradOutput, y, <f32>sum(cols, gradOutput));
  }
}

@inline
function subtractBoth(n: i32, out: usize, x: usize, first: f32, second: f32): void {
  const a = f32x4.splat(first);
  const b = f32x4.splat(second);
  const end = out + ((<usize>n >> 2) << 4);
  for (; out < end; out += 16, x += 16) v128.store(out, f32x4.sub(f32x4.sub(v128.load(x), a), b));
  if (n & 3) storeSome(out, n & 3, f32x4.sub(f32x4.sub(loadSome(x, n & 3, a), a), b));
}

/** y · (g − Σ g · y). */
@inline
function softmaxRowBackward(n: i32, out: usize, g: usize, y: usize, total: f32): void {
  const t = f32x4.splat(total);
  const end = out + ((<usize>n >> 2) << 4);
  for (; out < end; out += 16, g += 16, y += 16) {
    v128.store(out, f32x4.mul(v128.load(y), f32x4.sub(v128.load(g), t)));
  }
  if (n & 3) storeSome(out, n & 3, f32x4.mul(loadSome(y, n & 3, t), f32x4.sub(loadSome(g, n & 3, t), t)));
}

/** g − e^y · Σ g. */
@inline
function logSoftmaxRowBackward(n: i32, out: usize, g: usize, y: usize, total: f32): void {
  const t = f32x4.splat(total);
  const end = out + ((<usize>n >> 2) << 4);
  for (; out < end; out += 16, g += 16, y += 16) {
    v128.store(out, f32x4.sub(v128.load(g), f32x4.mul(exp4(v128.load(y)), t)));
  }
  if (n & 3) storeSome(out, n & 3, f32x4.sub(loadSome(g, n & 3, t), f32x4.mul(exp4(loadSome(y, n & 3, t)), t)));
}
