import { constant, ONE } from './constants';
import { sigmoid4 } from './exponential';
import { loadSome, storeSome } from './lanes';

const SQRT = 0;
const ABS = 1;
const TANH = 2;
const SIGMOID = 3;
const RELU = 4;
const SOFTPLUS = 5;
const SQUARE = 6;

/** The sign of x as −1, ±0, 1 or NaN. */
@inline
function sign4(x: v128): v128 {
  const one = v128.or(v128.and(x, f32x4.splat(-0.0)), constant(ONE));
  return v128.bitselect(one, x, f32x4.gt(f32x4.abs(x), f32x4.splat(0)));
}

@inline
function apply(op: i32, g: v128, saved: v128): v128 {
  if (op == SQRT) return f32x4.div(g, f32x4.add(saved, saved));
  if (op == ABS) return f32x4.mul(g, sign4(saved));
  // 1 − y² as two factors, because y² would lose the digits that matter where y is near 1.
  if (op == TANH) {
    return f32x4.mul(g, f32x4.mul(f32x4.sub(constant(ONE), saved), f32x4.add(constant(ONE), saved)));
  }
  if (op == SIGMOID) return f32x4.mul(g, f32x4.mul(saved, f32x4.sub(constant(ONE), saved)));
  if (op == RELU) return v128.andnot(g, f32x4.le(saved, f32x4.splat(0)));
  if (op == SOFTPLUS) return f32x4.mul(g, sigmoid4(saved));
  return f32x4.mul(g, f32x4.add(saved, saved));
}

@inline
function each(op: i32, n: i32, gradInput: usize, g: usize, saved: usize): void {
  const end = gradInput + ((<usize>n >> 2) << 4);
  for (; gradInput < end; gradInput += 16, g += 16, saved += 16) {
    v128.store(gradInput, apply(op, v128.load(g), v128.load(saved)));
  }
  const rest = n & 3;
  if (rest) {
    const zero = f32x4.splat(0);
    storeSome(gradInput, rest, apply(op, loadSome(g, rest, zero), loadSome(saved, rest, zero)));
  }
}

export function sqrtBackward(n: i32, gradInput: usize, gradOutput: usize, y: usize): void {
  each(SQRT, n, gradInput, gradOutput, y);
}
export function absBackward(n: i32, gradInput: usize, gradOutput: usize, x: usize): void {
  each(ABS, n, gradInput, gradOutput, x);
}
export function tanhBackward(n: i32, gradInput: usize, gradOutput: usize, y: usize): void {
  each(TANH, n, gradInput, gradOutput, y);
}
export function sigmoidBackward(n: i32, gradInput: usize, gradOutput: usize, y: usize): void {
  each(SIGMOID, n, gradInput, gradOutput, y);
}
export function reluBackward(n: i32, gradInput: usize, gradOutput: usize, y: usize): void {
  each(RELU, n, gradInput, gradOutput, y);
}
export function softplusBackward(n: i32, gradInput: usize, gradOutput: usize, x: usize): void {
  each(SOFTPLUS, n, gradInput, gradOutput, x);
}
export function squareBackward(n: i32, gradInput: usize, gradOutput: usize, x: usize): void {
  each(SQUARE, n, gradInput, gradOutput, x);
}
