import { constant, HALF, ONE } from './constants';
import { exp4 } from './exponential';

// Called once in four numbers beside an exponential, so their constants are made in place.

@inline
function next(p: v128, x: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(p, x), f32x4.splat(c));
}

/**
 * The share of the normal distribution below x: ½ (1 + erf(x / √2)).
 *
 * erf near 0 is a polynomial, 1 − erf further out is e to the power of one (N. Juffa). The small side is computed and the
 * large one is what remains, so that small shares have all their digits.
 */
@inline
export function normalShare4(x: v128): v128 {
  // From here on nothing is left in float32.
  const t = f32x4.pmin(f32x4.mul(f32x4.abs(x), f32x4.splat(0.7071067811865476)), f32x4.splat(10));
  const square = f32x4.mul(t, t);
  const high = next(f32x4.splat(-1.7285347e-5), t, 3.83197126e-4);
  let far = f32x4.add(f32x4.mul(high, square), next(f32x4.splat(-3.88396438e-3), t, 2.42546219e-2));
  far = next(far, t, -1.06777877e-1);
  far = next(far, t, -6.34846687e-1);
  far = next(far, t, -1.28717512e-1);
  far = f32x4.mul(constant(HALF), exp4(f32x4.sub(f32x4.mul(far, t), t)));
  let near = next(f32x4.splat(-5.96761703e-4), square, 4.99119423e-3);
  near = next(near, square, -2.67681349e-2);
  near = next(near, square, 1.12819925e-1);
  near = next(near, square, -3.76125336e-1);
  near = next(near, square, 1.28379166e-1);
  near = f32x4.mul(constant(HALF), f32x4.sub(constant(ONE), f32x4.add(f32x4.mul(near, t), t)));
  const beyond = v128.bitselect(far, near, f32x4.gt(t, f32x4.splat(0.927734375)));
  return v128.bitselect(beyond, f32x4.sub(constant(ONE), beyond), f32x4.lt(x, f32x4.splat(0)));
}

/** The density of the normal distribution: e^(−x²/2) / √2π. */
@inline
export function gaussian4(x: v128): v128 {
  const e = exp4(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
  return f32x4.mul(e, f32x4.splat(0.3989422804014327));
}
