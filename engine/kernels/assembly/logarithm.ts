import {
  constant,
  HALF,
  INFINITE,
  L1,
  L2,
  L3,
  L4,
  LN2_REST,
  LN2_ROUGH,
  LOG1P_SMALL,
  ONE,
  SMALLEST_NORMAL,
  TWO,
} from './constants';
import { exp4 } from './exponential';
import { bits } from './lanes';

/** log(1 + f) + turns · ln 2, for 1 + f from √½ to √2. */
@inline
function logOnePlus(f: v128, turns: v128): v128 {
  const s = f32x4.div(f, f32x4.add(constant(TWO), f));
  const z = f32x4.mul(s, s);
  const w = f32x4.mul(z, z);
  const odd = f32x4.mul(z, f32x4.add(constant(L1), f32x4.mul(w, constant(L3))));
  const even = f32x4.mul(w, f32x4.add(constant(L2), f32x4.mul(w, constant(L4))));
  const halfSquare = f32x4.mul(constant(HALF), f32x4.mul(f, f));
  const tail = f32x4.add(
    f32x4.mul(s, f32x4.add(halfSquare, f32x4.add(even, odd))),
    f32x4.mul(turns, constant(LN2_REST)),
  );
  return f32x4.add(f32x4.add(f32x4.sub(tail, halfSquare), f), f32x4.mul(turns, constant(LN2_ROUGH)));
}

/** ln x for positive, finite x that is not denormal; `more` is added to its power of two. */
@inline
function logUsual(x: v128, more: v128): v128 {
  const shifted = i32x4.add(x, bits(0x3f800000 - 0x3f3504f3));
  const exponent = i32x4.add(i32x4.sub(i32x4.shr_u(shifted, 23), bits(127)), more);
  const m = i32x4.add(v128.and(shifted, bits(0x7fffff)), bits(0x3f3504f3));
  return logOnePlus(f32x4.sub(m, constant(ONE)), f32x4.convert_i32x4_s(exponent));
}

/** ln x for every x, denormals included: −∞ for 0, NaN below. */
function logAnywhere(x: v128): v128 {
  const tiny = f32x4.lt(x, constant(SMALLEST_NORMAL));
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(33554432)), x, tiny);
  const y = logUsual(scaled, v128.and(tiny, bits(-25)));
  const infinite = constant(INFINITE);
  const zero = f32x4.splat(0);
  const usual = v128.and(f32x4.gt(x, zero), f32x4.lt(x, infinite));
  const nothing = v128.bitselect(f32x4.neg(infinite), f32x4.sub(infinite, infinite), f32x4.eq(x, zero));
  // What is left above 0 is ∞, its own logarithm.
  const odd = v128.bitselect(x, nothing, f32x4.gt(x, zero));
  return v128.bitselect(y, odd, usual);
}

@inline
export function log4(x: v128): v128 {
  const usual = v128.and(f32x4.ge(x, constant(SMALLEST_NORMAL)), f32x4.lt(x, constant(INFINITE)));
  return i32x4.all_true(usual) ? logUsual(x, f32x4.splat(0)) : logAnywhere(x);
}

/** log(1 + u) for 0 ≤ u ≤ 1, or NaN. */
@inline
function log1pOfShare(u: v128): v128 {
  const small = f32x4.lt(u, constant(LOG1P_SMALL));
  const halved = f32x4.mul(f32x4.sub(u, constant(ONE)), constant(HALF));
  return logOnePlus(v128.bitselect(u, halved, small), v128.andnot(constant(ONE), small));
}

@inline
export function softplus4(x: v128): v128 {
  const e = exp4(f32x4.neg(f32x4.abs(x)));
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), log1pOfShare(e));
}

/** ln of a sum whose largest term is 1, without the digits that rounding it to float32 would cost. */
export function logOfTotal(total: f64): f32 {
  const rest = total - 1;
  const near = rest >= 0 && rest < 0.41421356;
  const y = near ? logOnePlus(f32x4.splat(<f32>rest), f32x4.splat(0)) : log4(f32x4.splat(<f32>total));
  return f32x4.extract_lane(y, 0);
}
