import { exp4 } from './exponential';
import { loadSome, storeSome, sumOfDoubles, upperHalf } from './lanes';

/** The largest, NaN apart: the sum of exponentials will tell of that. */
export function largestOf(n: i32, x: usize): f32 {
  let best = f32x4.splat(-Infinity);
  const end = x + ((<usize>n >> 2) << 4);
  for (; x < end; x += 16) best = f32x4.pmax(best, v128.load(x));
  if (n & 3) best = f32x4.pmax(best, loadSome(x, n & 3, best));
  best = f32x4.pmax(best, upperHalf(best));
  return max(f32x4.extract_lane(best, 0), f32x4.extract_lane(best, 1));
}

/** Σ e^(x − shift); the terms are kept in `out` unless it is 0. */
@inline
export function expAll(n: i32, out: usize, x: usize, shift: f32): f64 {
  const keep = out != 0;
  const by = f32x4.splat(shift);
  let lower = f64x2.splat(0);
  let upper = f64x2.splat(0);
  const end = x + ((<usize>n >> 2) << 4);
  for (; x < end; x += 16) {
    const e = exp4(f32x4.sub(v128.load(x), by));
    lower = f64x2.add(lower, f64x2.promote_low_f32x4(e));
    upper = f64x2.add(upper, f64x2.promote_low_f32x4(upperHalf(e)));
    if (keep) {
      v128.store(out, e);
      out += 16;
    }
  }
  const rest = n & 3;
  if (rest) {
    // e^−∞ is 0, so the lanes without a number add nothing.
    const e = exp4(f32x4.sub(loadSome(x, rest, f32x4.splat(-Infinity)), by));
    lower = f64x2.add(lower, f64x2.promote_low_f32x4(e));
    upper = f64x2.add(upper, f64x2.promote_low_f32x4(upperHalf(e)));
    if (keep) storeSome(out, rest, e);
  }
  return sumOfDoubles(f64x2.add(lower, upper));
}
