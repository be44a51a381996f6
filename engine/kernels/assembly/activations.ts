import { constant, ONE } from './constants';
import { gaussian4, normalShare4 } from './error-function';
import { sigmoid4 } from './exponential';
import { loadUpTo, storeUpTo } from './lanes';

const GELU = 0;
const SILU = 1;

@inline
function apply(op: i32, x: v128): v128 {
  return f32x4.mul(x, op == GELU ? normalShare4(x) : sigmoid4(x));
}

@inline
function slope(op: i32, x: v128): v128 {
  if (op == GELU) return f32x4.add(normalShare4(x), f32x4.mul(x, gaussian4(x)));
  const s = sigmoid4(x);
  return f32x4.add(s, f32x4.mul(x, f32x4.mul(s, f32x4.sub(constant(ONE), s))));
}

@inline
function each(op: i32, n: i32, out: usize, x: usize): void {
  for (let i = 0; i < n; i += 4, out += 16, x += 16) storeUpTo(out, n - i, apply(op, loadUpTo(x, n - i)));
}

@inline
function eachBackward(op: i32, n: i32, gradInput: usize, g: usize, x: usize): void {
  for (let i = 0; i < n; i += 4, gradInput += 16, g += 16, x += 16) {
    storeUpTo(gradInput, n - i, f32x4.mul(loadUpTo(g, n - i), slope(op, loadUpTo(x, n - i))));
  }
}

/** x · Φ(x), with the exact Φ and not its imitation by tanh. */
export function gelu(n: i32, out: usize, x: usize): void {
  each(GELU, n, out, x);
}
export function geluBackward(n: i32, gradInput: usize, gradOutput: usize, x: usize): void {
  eachBackward(GELU, n, gradInput, gradOutput, x);
}

/** x · sigmoid(x). */
export function silu(n: i32, out: usize, x: usize): void {
  each(SILU, n, out, x);
}
export function siluBackward(n: i32, gradInput: usize, gradOutput: usize, x: usize): void {
  eachBackward(SILU, n, gradInput, gradOutput, x);
}

/** `x` times 1 where `sign` is above 0, times `slope` elsewhere. */
@inline
function leak(x: v128, sign: v128, by: v128): v128 {
  return v128.bitselect(x, f32x4.mul(x, by), f32x4.gt(sign, f32x4.splat(0)));
}

export function leakyRelu(n: i32, out: usize, x: usize, negativeSlope: f32): void {
  const by = f32x4.splat(negativeSlope);
  for (let i = 0; i < n; i += 4, out += 16, x += 16) {
    const v = loadUpTo(x, n - i);
    storeUpTo(out, n - i, leak(v, v, by));
  }
}
export function leakyReluBackward(n: i32, gradInput: usize, gradOutput: usize, x: usize, negativeSlope: f32): void {
  const by = f32x4.splat(negativeSlope);
  for (let i = 0; i < n; i += 4, gradInput += 16, gradOutput += 16, x += 16) {
    storeUpTo(gradInput, n - i, leak(loadUpTo(gradOutput, n - i), loadUpTo(x, n - i), by));
  }
}
