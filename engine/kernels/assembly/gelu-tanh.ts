import { constant, ONE } from './constants';
import { sigmoid4 } from './exponential';
import { loadUpTo, storeUpTo } from './lanes';

// ½ (1 + tanh u) is sigmoid(2u), so GELU's imitation by tanh is x · sigmoid(2u) with u = √(2/π) (x + 0.044715 x³).

const TWICE: f32 = 1.5957691216057308;
const CUBIC: f32 = 0.044715;

/** 2u. */
@inline
function bend(x: v128): v128 {
  const square = f32x4.mul(x, x);
  const p = f32x4.add(constant(ONE), f32x4.mul(square, f32x4.splat(CUBIC)));
  return f32x4.mul(f32x4.mul(x, f32x4.splat(TWICE)), p);
}

/** x · d(2u)/dx. */
@inline
function bendSlope(x: v128): v128 {
  const square = f32x4.mul(x, x);
  const p = f32x4.add(constant(ONE), f32x4.mul(square, f32x4.splat(3 * CUBIC)));
  return f32x4.mul(f32x4.mul(x, f32x4.splat(TWICE)), p);
}

export function geluTanh(n: i32, out: usize, x: usize): void {
  for (let i = 0; i < n; i += 4, out += 16, x += 16) {
    const v = loadUpTo(x, n - i);
    storeUpTo(out, n - i, f32x4.mul(v, sigmoid4(bend(v))));
  }
}

export function geluTanhBackward(n: i32, gradInput: usize, gradOutput: usize, x: usize): void {
  for (let i = 0; i < n; i += 4, gradInput += 16, gradOutput += 16, x += 16) {
    // Further out the slope is 0 or 1, and x³ might be infinite.
    const v = f32x4.max(f32x4.min(loadUpTo(x, n - i), f32x4.splat(20)), f32x4.splat(-20));
    const s = sigmoid4(bend(v));
    const rest = f32x4.sub(constant(ONE), s);
    const slope = f32x4.mul(s, f32x4.add(constant(ONE), f32x4.mul(rest, bendSlope(v))));
    storeUpTo(gradInput, n - i, f32x4.mul(loadUpTo(gradOutput, n - i), slope));
  }
}
