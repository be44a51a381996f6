import { loadSome, storeSome } from './lanes';

// Hyperparameters come as float64, and what is derived from them (as 1 − β₂) is rounded to float32 once.

@inline
function scaled(by: v128, x: v128): v128 {
  return f32x4.mul(by, x);
}

/** p −= lr · g. */
export function sgdStep(n: i32, p: usize, g: usize, lr: f64): void {
  const by = f32x4.splat(<f32>lr);
  const end = p + ((<usize>n >> 2) << 4);
  for (; p < end; p += 16, g += 16) v128.store(p, f32x4.sub(v128.load(p), scaled(by, v128.load(g))));
  if (n & 3) storeSome(p, n & 3, f32x4.sub(loadSome(p, n & 3, by), scaled(by, loadSome(g, n & 3, by))));
}

/**
 * v = momentum · v + (1 − dampening) · d and p −= lr · v, where d is g with weight decay.
 *
 * PyTorch's first step takes d undamped: give zeros for v and 0 for dampening then.
 */
export function sgdMomentumStep(
  n: i32,
  p: usize,
  g: usize,
  v: usize,
  lr: f64,
  momentum: f64,
  dampening: f64,
  weightDecay: f64,
  nesterov: i32,
): void {
  const by = f32x4.splat(<f32>lr);
  const keep = f32x4.splat(<f32>momentum);
  const join = f32x4.splat(<f32>(1 - dampening));
  const decays = weightDecay != 0;
  const decay = f32x4.splat(<f32>weightDecay);
  for (let i = 0; i < n; i += 4, p += 16, g += 16, v += 16) {
    const rest = n - i;
    const whole = rest >= 4;
    const before = whole ? v128.load(p) : loadSome(p, rest, by);
    let grad = whole ? v128.load(g) : loadSome(g, rest, by);
    if (decays) grad = f32x4.add(grad, scaled(decay, before));
    const velocity = f32x4.add(scaled(keep, whole ? v128.load(v) : loadSome(v, rest, by)), scaled(join, grad));
    const direction = nesterov ? f32x4.add(grad, scaled(keep, velocity)) : velocity;
    const after = f32x4.sub(before, scaled(by, direction));
    if (whole) {
      v128.store(v, velocity);
      v128.store(p, after);
    } else {
      storeSome(v, rest, velocity);
      storeSome(p, rest, after);
    }
  }
}

/**
 * PyTorch's Adam, or AdamW if `decoupled`: m and v move towards g and g², p −= lr/c₁ · m / (√v/√c₂ + eps).
 *
 * The corrections c₁ = 1 − β₁ᵗ and c₂ = 1 − β₂ᵗ are the caller's to count.
 */
export function adamStep(
  n: i32,
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  lr: f64,
  beta1: f64,
  beta2: f64,
  eps: f64,
  weightDecay: f64,
  decoupled: i32,
  correction1: f64,
  correction2: f64,
): void {
  const step = f32x4.splat(<f32>(lr / correction1));
  const join1 = f32x4.splat(<f32>(1 - beta1));
  const keep2 = f32x4.splat(<f32>beta2);
  const join2 = f32x4.splat(<f32>(1 - beta2));
  const root = f32x4.splat(<f32>Math.sqrt(correction2));
  const small = f32x4.splat(<f32>eps);
  const decays = weightDecay != 0 && !decoupled;
  const decay = f32x4.splat(<f32>weightDecay);
  const shrink = f32x4.splat(<f32>(decoupled ? 1 - lr * weightDecay : 1));
  for (let i = 0; i < n; i += 4, p += 16, g += 16, m += 16, v += 16) {
    const rest = n - i;
    const whole = rest >= 4;
    const before = whole ? v128.load(p) : loadSome(p, rest, step);
    let grad = whole ? v128.load(g) : loadSome(g, rest, step);
    if (decays) grad = f32x4.add(grad, scaled(decay, before));
    const m0 = whole ? v128.load(m) : loadSome(m, rest, step);
    const v0 = whole ? v128.load(v) : loadSome(v, rest, step);
    const m1 = f32x4.add(m0, scaled(join1, f32x4.sub(grad, m0)));
    const v1 = f32x4.add(scaled(keep2, v0), scaled(join2, scaled(grad, grad)));
    const size = f32x4.add(f32x4.div(f32x4.sqrt(v1), root), small);
    const after = f32x4.sub(scaled(shrink, before), f32x4.div(scaled(step, m1), size));
    if (whole) {
      v128.store(m, m1);
      v128.store(v, v1);
      v128.store(p, after);
    } else {
      storeSome(m, rest, m1);
      storeSome(v, rest, v1);
      storeSome(p, rest, after);
    }
  }
}
