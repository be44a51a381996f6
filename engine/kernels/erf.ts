// Rational Chebyshev approximations, whose errors are below 1e-16 relative to erf and erfc.
// W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969), 631–637;
// coefficients as in his CALERF, https://netlib.org/specfun/erf. Leading coefficients come first.

const CENTRE_OVER = [
  1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3,
];
const CENTRE_UNDER = [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3];

const FLANK_OVER = [
  2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
  8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
];
const FLANK_UNDER = [
  1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3, 3.29079923573345963e3,
  4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
];

const TAIL_OVER = [
  1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
  1.60837851487422766e-2, 6.58749161529837803e-4,
];
const TAIL_UNDER = [
  1, 2.56852019228982242, 1.87295284992346047, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
];

const ONE_OVER_SQRT_PI = 0.56418958354775628695;

/** The complementary error function, 1 − erf x, without the digits that subtraction would lose where erf is near 1. */
export function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) {
    const square = y * y;
    return 1 - (x * polynomial(CENTRE_OVER, square)) / polynomial(CENTRE_UNDER, square);
  }
  const upper = y <= 4 ? flank(y) : tail(y);
  return x < 0 ? 2 - upper : upper;
}

function flank(y: number): number {
  return (expOfMinusSquare(y) * polynomial(FLANK_OVER, y)) / polynomial(FLANK_UNDER, y);
}

function tail(y: number): number {
  // From here on erfc is below the smallest number there is, and infinity would give 0 · NaN.
  if (y > 28) return 0;
  const z = 1 / (y * y);
  const correction = (z * polynomial(TAIL_OVER, z)) / polynomial(TAIL_UNDER, z);
  return (expOfMinusSquare(y) * (ONE_OVER_SQRT_PI - correction)) / y;
}

/** exp(−y²); y² is split into a part without rounding error and a small rest, since exp would magnify the error. */
function expOfMinusSquare(y: number): number {
  const coarse = Math.trunc(y * 16) / 16;
  return Math.exp(-coarse * coarse) * Math.exp(-(y - coarse) * (y + coarse));
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + coefficients[i]!;
  return value;
}
