import {
  constant,
  E2,
  E3,
  E4,
  E5,
  E6,
  EXP_HIGHEST,
  EXP_LOWEST,
  EXP_USUAL,
  HALF,
  LN2_HIGH,
  LN2_LOW,
  LOG2_E,
  ONE,
  ROUNDER,
  T1,
  T2,
  T3,
  T4,
  T5,
  TANH_ONE,
  TANH_SMALL,
  TWO,
} from './constants';

@inline
function plus(place: usize, product: v128): v128 {
  return f32x4.add(product, constant(place));
}

/** e^r for |r| ≤ ½ ln 2; in pairs, so that no multiplication waits long for another. */
@inline
function expNearZero(r: v128): v128 {
  const square = f32x4.mul(r, r);
  const high = plus(E5, f32x4.mul(constant(E6), r));
  const middle = plus(E3, f32x4.mul(constant(E4), r));
  const low = plus(HALF, f32x4.mul(constant(E2), r));
  const p = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(high, square), middle), square), low);
  return plus(ONE, f32x4.add(f32x4.mul(p, square), r));
}

/** x / ln 2 as a whole number, in the low bits of a float: what is left of x is a float from −½ ln 2 to ½ ln 2. */
@inline
function wholeTurns(x: v128): v128 {
  return plus(ROUNDER, f32x4.mul(x, constant(LOG2_E)));
}

@inline
function withoutTurns(x: v128, turns: v128): v128 {
  const whole = f32x4.sub(turns, constant(ROUNDER));
  const r = f32x4.sub(x, f32x4.mul(whole, constant(LN2_HIGH)));
  return f32x4.sub(r, f32x4.mul(whole, constant(LN2_LOW)));
}

/** 2^turns, for −127 < turns < 128. */
@inline
function powerOfTwo(turns: v128): v128 {
  return i32x4.add(i32x4.shl(turns, 23), constant(ONE));
}

/** e^x where |x| ≤ 87, or NaN: neither the result nor its power of two is denormal or infinite. */
@inline
function expInside(x: v128): v128 {
  const turns = wholeTurns(x);
  return f32x4.mul(expNearZero(withoutTurns(x, turns)), powerOfTwo(turns));
}

/** e^x for every x, denormal results included. */
function expAnywhere(x: v128): v128 {
  // Set aside rather than computed: the processor may take long over what comes out as 0.
  const zero = f32x4.lt(x, constant(EXP_LOWEST));
  const inside = v128.andnot(f32x4.pmin(x, constant(EXP_HIGHEST)), zero);
  const turns = wholeTurns(inside);
  const p = expNearZero(withoutTurns(inside, turns));
  // 2^128 and 2^−150 are no floats, so the power of two is multiplied in as two halves.
  const whole = i32x4.sub(turns, constant(ROUNDER));
  const half = i32x4.shr_s(whole, 1);
  const y = f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
  return v128.andnot(y, zero);
}

/** e^x for every x; four numbers that are all of usual size take a third less time. */
@inline
export function exp4(x: v128): v128 {
  return v128.any_true(f32x4.gt(f32x4.abs(x), constant(EXP_USUAL))) ? expAnywhere(x) : expInside(x);
}

@inline
export function sigmoid4(x: v128): v128 {
  const e = exp4(f32x4.neg(f32x4.abs(x)));
  const above = f32x4.ge(x, f32x4.splat(0));
  return f32x4.div(v128.bitselect(constant(ONE), e, above), plus(ONE, e));
}

@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const e = expInside(f32x4.mul(f32x4.pmin(size, constant(TANH_ONE)), constant(TWO)));
  const far = f32x4.sub(constant(ONE), f32x4.div(constant(TWO), plus(ONE, e)));
  const z = f32x4.mul(x, x);
  let p = plus(T4, f32x4.mul(constant(T5), z));
  p = plus(T3, f32x4.mul(p, z));
  p = plus(T2, f32x4.mul(p, z));
  p = plus(T1, f32x4.mul(p, z));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x);
  const either = v128.bitselect(near, far, f32x4.lt(size, constant(TANH_SMALL)));
  return v128.or(either, v128.and(x, f32x4.splat(-0.0)));
}
