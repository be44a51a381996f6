import { fill } from './copying';
import { loadUpTo, storeUpTo, sumOfDoubles, upperHalf } from './lanes';
import { sum } from './reduce';

@inline
function addDoubles(total: v128, x: v128): v128 {
  return f64x2.add(f64x2.add(total, f64x2.promote_low_f32x4(x)), f64x2.promote_low_f32x4(upperHalf(x)));
}

/** Σ (x − mean)² in float64. */
function squaresAround(n: i32, x: usize, mean: f32): f64 {
  const m = f32x4.splat(mean);
  let total = f64x2.splat(0);
  for (let i = 0; i + 4 <= n; i += 4, x += 16) {
    const d = f32x4.sub(v128.load(x), m);
    total = addDoubles(total, f32x4.mul(d, d));
  }
  let rest = sumOfDoubles(total);
  for (let i = n & ~3; i < n; i++, x += 4) {
    const d = <f64>(load<f32>(x) - mean);
    rest += d * d;
  }
  return rest;
}

/**
 * Each row with mean 0 and variance 1, then times weight plus bias.
 *
 * weight, bias, meanOut and rstdOut may be 0, which is absent; rstd is 1 / √(variance + eps).
 */
export function layerNorm(
  rows: i32,
  cols: i32,
  out: usize,
  x: usize,
  weight: usize,
  bias: usize,
  eps: f64,
  meanOut: usize,
  rstdOut: usize,
): void {
  const step = <usize>cols << 2;
  for (let r = 0; r < rows; r++, out += step, x += step) {
    const mean = <f32>(sum(cols, x) / cols);
    const rstd = <f32>(1 / Math.sqrt(squaresAround(cols, x, mean) / cols + eps));
    if (meanOut) store<f32>(meanOut + (r << 2), mean);
    if (rstdOut) store<f32>(rstdOut + (r << 2), rstd);
    const m = f32x4.splat(mean);
    const s = f32x4.splat(rstd);
    for (let i = 0; i < cols; i += 4) {
      const at = <usize>i << 2;
      let y = f32x4.mul(f32x4.sub(loadUpTo(x + at, cols - i), m), s);
      if (weight) y = f32x4.mul(y, loadUpTo(weight + at, cols - i));
      if (bias) y = f32x4.add(y, loadUpTo(bias + at, cols - i));
      storeUpTo(out + at, cols - i, y);
    }
  }
}

/** g · weight, or g. */
@inline
function weighted(g: usize, weight: usize, at: usize, count: i32): v128 {
  const v = loadUpTo(g + at, count);
  return weight ? f32x4.mul(v, loadUpTo(weight + at, count)) : v;
}

/** One row of: rstd · (g·w − mean(g·w) − x̂ · mean(g·w·x̂)). */
function rowBackward(cols: i32, gradInput: usize, g: usize, x: usize, weight: usize, mean: f32, rstd: f32): void {
  const m = f32x4.splat(mean);
  const s = f32x4.splat(rstd);
  let total = f64x2.splat(0);
  let along = f64x2.splat(0);
  for (let i = 0; i < cols; i += 4) {
    const at = <usize>i << 2;
    const gw = weighted(g, weight, at, cols - i);
    total = addDoubles(total, gw);
    along = addDoubles(along, f32x4.mul(gw, f32x4.mul(f32x4.sub(loadUpTo(x + at, cols - i), m), s)));
  }
  const meanTotal = f32x4.splat(<f32>(sumOfDoubles(total) / cols));
  const meanAlong = f32x4.splat(<f32>(sumOfDoubles(along) / cols));
  for (let i = 0; i < cols; i += 4) {
    const at = <usize>i << 2;
    const normal = f32x4.mul(f32x4.sub(loadUpTo(x + at, cols - i), m), s);
    const d = f32x4.sub(f32x4.sub(weighted(g, weight, at, cols - i), meanTotal), f32x4.mul(normal, meanAlong));
    storeUpTo(gradInput + at, cols - i, f32x4.mul(s, d));
  }
}

/** Adds one row of g · x̂ and of g to the gradients of weight and bias. */
function parametersBackward(
  cols: i32,
  gradWeight: usize,
  gradBias: usize,
  g: usize,
  x: usize,
  mean: f32,
  rstd: f32,
): void {
  const m = f32x4.splat(mean);
  const s = f32x4.splat(rstd);
  for (let i = 0; i < cols; i += 4) {
    const at = <usize>i << 2;
    const count = cols - i;
    const v = loadUpTo(g + at, count);
    if (gradBias) storeUpTo(gradBias + at, count, f32x4.add(loadUpTo(gradBias + at, count), v));
    if (gradWeight) {
      const normal = f32x4.mul(f32x4.sub(loadUpTo(x + at, count), m), s);
      storeUpTo(gradWeight + at, count, f32x4.add(loadUpTo(gradWeight + at, count), f32x4.mul(v, normal)));
    }
  }
}

/** gradInput, gradWeight, gradBias and weight may be 0, which is absent; the gradients of parameters are float32 sums. */
export function layerNormBackward(
  rows: i32,
  cols: i32,
  gradInput: usize,
  gradWeight: usize,
  gradBias: usize,
  gradOutput: usize,
  x: usize,
  weight: usize,
  mean: usize,
  rstd: usize,
): void {
  const step = <usize>cols << 2;
  if (gradWeight) fill(cols, gradWeight, 0);
  if (gradBias) fill(cols, gradBias, 0);
  for (let r = 0; r < rows; r++, gradOutput += step, x += step) {
    const m = load<f32>(mean + (r << 2));
    const s = load<f32>(rstd + (r << 2));
    // First, since gradInput may be written over gradOutput.
    parametersBackward(cols, gradWeight, gradBias, gradOutput, x, m, s);
    if (gradInput) rowBackward(cols, gradInput + r * step, gradOutput, x, weight, m, s);
  }
}
