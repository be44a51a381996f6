import type { FloatArray } from '../tensor/storage.ts';

// One step of an optimizer over `n` numbers, in one pass: what a WASM build replaces.
// `p` is the parameter and `g` its gradient, each with an offset and a stride (1 for contiguous, anything for a view).
// The state arrays lie one after another and share the offset `so`. `weightDecay` pulls through the gradient; a negative
// `sign` climbs instead of descending. All arithmetic is float64; only what is stored is rounded.
// Variants are loops of their own, since a branch inside would make each of them several times slower.

/** A step along g. */
export function sgd(
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  _so: number,
  sign: number,
  lr: number,
  weightDecay: number,
): void {
  for (let i = 0, pi = po, gi = go; i < n; i++, pi += ps, gi += gs) {
    const value = p[pi]!;
    const gradient = sign * g[gi]! + weightDecay * value;
    p[pi] = value - lr * gradient;
  }
}

/** b ← keep·b + take·g; a step along gradientShare·g + bufferShare·b, which are 0 and 1, or 1 and keep for Nesterov's rule. */
export function sgdMomentum(
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  so: number,
  buffer: FloatArray,
  sign: number,
  lr: number,
  weightDecay: number,
  keep: number,
  take: number,
  gradientShare: number,
  bufferShare: number,
): void {
  for (let i = 0, pi = po, gi = go; i < n; i++, pi += ps, gi += gs) {
    const value = p[pi]!;
    const gradient = sign * g[gi]! + weightDecay * value;
    const velocity = keep * buffer[so + i]! + take * gradient;
    buffer[so + i] = velocity;
    p[pi] = value - lr * (gradientShare * gradient + bufferShare * velocity);
  }
}

/** v ← α·v + (1 − α)·g²; b ← momentum·b + g / (√v + ε); a step along b. */
export function rmsprop(
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  so: number,
  squareAvg: FloatArray,
  buffer: FloatArray,
  sign: number,
  lr: number,
  weightDecay: number,
  alpha: number,
  eps: number,
  momentum: number,
): void {
  for (let i = 0, pi = po, gi = go; i < n; i++, pi += ps, gi += gs) {
    const value = p[pi]!;
    const gradient = sign * g[gi]! + weightDecay * value;
    const square = alpha * squareAvg[so + i]! + (1 - alpha) * gradient * gradient;
    squareAvg[so + i] = square;
    const direction = momentum * buffer[so + i]! + gradient / (Math.sqrt(square) + eps);
    buffer[so + i] = direction;
    p[pi] = value - lr * direction;
  }
}

/** As `rmsprop`, with v less the square of a running mean of g: the spread of g rather than its size. */
export function rmspropCentered(
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  so: number,
  squareAvg: FloatArray,
  buffer: FloatArray,
  gradAvg: FloatArray,
  sign: number,
  lr: number,
  weightDecay: number,
  alpha: number,
  eps: number,
  momentum: number,
): void {
  for (let i = 0, pi = po, gi = go; i < n; i++, pi += ps, gi += gs) {
    const value = p[pi]!;
    const gradient = sign * g[gi]! + weightDecay * value;
    const square = alpha * squareAvg[so + i]! + (1 - alpha) * gradient * gradient;
    squareAvg[so + i] = square;
    const mean = alpha * gradAvg[so + i]! + (1 - alpha) * gradient;
    gradAvg[so + i] = mean;
    // Rounding may take a variance of nearly 0 below it, and the root would be NaN for good.
    const direction = momentum * buffer[so + i]! + gradient / (Math.sqrt(Math.max(0, square - mean * mean)) + eps);
    buffer[so + i] = direction;
    p[pi] = value - lr * direction;
  }
}

/** s ← s + g²; a step of g / (√s + ε). */
export function adagrad(
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  so: number,
  sum: FloatArray,
  sign: number,
  lr: number,
  weightDecay: number,
  eps: number,
): void {
  for (let i = 0, pi = po, gi = go; i < n; i++, pi += ps, gi += gs) {
    const value = p[pi]!;
    const gradient = sign * g[gi]! + weightDecay * value;
    const total = sum[so + i]! + gradient * gradient;
    sum[so + i] = total;
    p[pi] = value - (lr * gradient) / (Math.sqrt(total) + eps);
  }
}

/**
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; a step of m / (√v / rootCorrection + ε).
 *
 * `stepSize` is lr / (1 − β₁ᵗ) and `rootCorrection` √(1 − β₂ᵗ). The parameter is first multiplied by `shrink`: that is
 * AdamW's decay, which does not pass through the gradient.
 */
export function adam(
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  so: number,
  expAvg: FloatArray,
  expAvgSq: FloatArray,
  sign: number,
  stepSize: number,
  weightDecay: number,
  shrink: number,
  beta1: number,
  beta2: number,
  rootCorrection: number,
  eps: number,
): void {
  for (let i = 0, pi = po, gi = go; i < n; i++, pi += ps, gi += gs) {
    const value = p[pi]!;
    const gradient = sign * g[gi]! + weightDecay * value;
    const first = beta1 * expAvg[so + i]! + (1 - beta1) * gradient;
    const second = beta2 * expAvgSq[so + i]! + (1 - beta2) * gradient * gradient;
    expAvg[so + i] = first;
    expAvgSq[so + i] = second;
    p[pi] = value * shrink - (stepSize * first) / (Math.sqrt(second) / rootCorrection + eps);
  }
}

/** As `adam`, with the largest v so far in place of v. */
export function amsgrad(
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  so: number,
  expAvg: FloatArray,
  expAvgSq: FloatArray,
  maxExpAvgSq: FloatArray,
  sign: number,
  stepSize: number,
  weightDecay: number,
  shrink: number,
  beta1: number,
  beta2: number,
  rootCorrection: number,
  eps: number,
): void {
  for (let i = 0, pi = po, gi = go; i < n; i++, pi += ps, gi += gs) {
    const value = p[pi]!;
    const gradient = sign * g[gi]! + weightDecay * value;
    const first = beta1 * expAvg[so + i]! + (1 - beta1) * gradient;
    const second = beta2 * expAvgSq[so + i]! + (1 - beta2) * gradient * gradient;
    expAvg[so + i] = first;
    expAvgSq[so + i] = second;
    const largest = Math.max(maxExpAvgSq[so + i]!, second);
    maxExpAvgSq[so + i] = largest;
    p[pi] = value * shrink - (stepSize * first) / (Math.sqrt(largest) / rootCorrection + eps);
  }
}
