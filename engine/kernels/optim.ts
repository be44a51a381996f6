import type { FloatArray } from '../tensor/storage.ts';

// One step of an optimizer over `n` numbers, in one pass: what a WASM build replaces.
// `p` is the parameter and `g` its gradient, each with an offset and a stride (1 for contiguous, anything for a view).
// The state arrays lie one after another and share the offset `so`. `weightDecay` pulls through the gradient; a negative
// `sign` climbs instead of descending. All arithmetic is float64; only what is stored is rounded.

/** b ← keep·b + take·g, then a step along b, or along g + keep·b for Nesterov's rule; along g alone without a buffer. */
export function sgd(
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  so: number,
  buffer: FloatArray | null,
  sign: number,
  lr: number,
  weightDecay: number,
  keep: number,
  take: number,
  nesterov: boolean,
): void {
  for (let i = 0; i < n; i++) {
    const value = p[po + i * ps]!;
    const gradient = sign * g[go + i * gs]! + weightDecay * value;
    let direction = gradient;
    if (buffer !== null) {
      const velocity = keep * buffer[so + i]! + take * gradient;
      buffer[so + i] = velocity;
      direction = nesterov ? gradient + keep * velocity : velocity;
    }
    p[po + i * ps] = value - lr * direction;
  }
}

/** v ← α·v + (1 − α)·g², less the squared running mean if centred; a step of g / (√v + ε), through momentum if there is a buffer. */
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
  gradAvg: FloatArray | null,
  buffer: FloatArray | null,
  sign: number,
  lr: number,
  weightDecay: number,
  alpha: number,
  eps: number,
  momentum: number,
): void {
  for (let i = 0; i < n; i++) {
    const value = p[po + i * ps]!;
    const gradient = sign * g[go + i * gs]! + weightDecay * value;
    const square = alpha * squareAvg[so + i]! + (1 - alpha) * gradient * gradient;
    squareAvg[so + i] = square;
    let spread = square;
    if (gradAvg !== null) {
      const mean = alpha * gradAvg[so + i]! + (1 - alpha) * gradient;
      gradAvg[so + i] = mean;
      // Rounding may take a variance of nearly 0 below it, and the root would be NaN for good.
      spread = Math.max(0, square - mean * mean);
    }
    let direction = gradient / (Math.sqrt(spread) + eps);
    if (buffer !== null) {
      direction += momentum * buffer[so + i]!;
      buffer[so + i] = direction;
    }
    p[po + i * ps] = value - lr * direction;
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
  for (let i = 0; i < n; i++) {
    const value = p[po + i * ps]!;
    const gradient = sign * g[go + i * gs]! + weightDecay * value;
    const total = sum[so + i]! + gradient * gradient;
    sum[so + i] = total;
    p[po + i * ps] = value - (lr * gradient) / (Math.sqrt(total) + eps);
  }
}

/**
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; a step of m / (√v / rootCorrection + ε).
 *
 * `stepSize` is lr / (1 − β₁ᵗ) and `rootCorrection` √(1 − β₂ᵗ). The parameter is first multiplied by `shrink`: that is
 * AdamW's decay, which does not pass through the gradient. With `maxExpAvgSq` the largest v so far divides (AMSGrad).
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
  maxExpAvgSq: FloatArray | null,
  sign: number,
  stepSize: number,
  weightDecay: number,
  shrink: number,
  beta1: number,
  beta2: number,
  rootCorrection: number,
  eps: number,
): void {
  for (let i = 0; i < n; i++) {
    const value = p[po + i * ps]!;
    const gradient = sign * g[go + i * gs]! + weightDecay * value;
    const first = beta1 * expAvg[so + i]! + (1 - beta1) * gradient;
    expAvg[so + i] = first;
    let second = beta2 * expAvgSq[so + i]! + (1 - beta2) * gradient * gradient;
    expAvgSq[so + i] = second;
    if (maxExpAvgSq !== null) {
      second = Math.max(maxExpAvgSq[so + i]!, second);
      maxExpAvgSq[so + i] = second;
    }
    p[po + i * ps] = value * shrink - (stepSize * first) / (Math.sqrt(second) / rootCorrection + eps);
  }
}
