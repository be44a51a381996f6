import { exp4, sigmoid4, tanh4 } from './exponential';
import { loadSome, storeSome } from './lanes';
import { log4, softplus4 } from './logarithm';

const NEG = 0;
const EXP = 1;
const LOG = 2;
const SQRT = 3;
const ABS = 4;
const TANH = 5;
const SIGMOID = 6;
const RELU = 7;
const SOFTPLUS = 8;
const SQUARE = 9;

@inline
function apply(op: i32, x: v128): v128 {
  if (op == NEG) return f32x4.neg(x);
  if (op == EXP) return exp4(x);
  if (op == LOG) return log4(x);
  if (op == SQRT) return f32x4.sqrt(x);
  if (op == ABS) return f32x4.abs(x);
  if (op == TANH) return tanh4(x);
  if (op == SIGMOID) return sigmoid4(x);
  // NaN is not ≤ 0, so it stays.
  if (op == RELU) return v128.andnot(x, f32x4.le(x, f32x4.splat(0)));
  if (op == SOFTPLUS) return softplus4(x);
  return f32x4.mul(x, x);
}

@inline
function each(op: i32, n: i32, out: usize, x: usize): void {
  const end = out + ((<usize>n >> 2) << 4);
  for (; out < end; out += 16, x += 16) v128.store(out, apply(op, v128.load(x)));
  const rest = n & 3;
  if (rest) storeSome(out, rest, apply(op, loadSome(x, rest, f32x4.splat(0))));
}

export function neg(n: i32, out: usize, x: usize): void {
  each(NEG, n, out, x);
}
export function exp(n: i32, out: usize, x: usize): void {
  each(EXP, n, out, x);
}
export function log(n: i32, out: usize, x: usize): void {
  each(LOG, n, out, x);
}
export function sqrt(n: i32, out: usize, x: usize): void {
  each(SQRT, n, out, x);
}
export function abs(n: i32, out: usize, x: usize): void {
  each(ABS, n, out, x);
}
export function tanh(n: i32, out: usize, x: usize): void {
  each(TANH, n, out, x);
}
export function sigmoid(n: i32, out: usize, x: usize): void {
  each(SIGMOID, n, out, x);
}
export function relu(n: i32, out: usize, x: usize): void {
  each(RELU, n, out, x);
}
export function softplus(n: i32, out: usize, x: usize): void {
  each(SOFTPLUS, n, out, x);
}
export function square(n: i32, out: usize, x: usize): void {
  each(SQUARE, n, out, x);
}
