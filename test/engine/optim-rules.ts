/** The update rules as the PyTorch documentation writes them, for one number: the path it takes, gradient by gradient. */
type Rule<Options> = (options: Options, start: number, gradients: readonly number[]) => number[];

interface Decay {
  lr: number;
  weightDecay: number;
  maximize: boolean;
}

const signed = (gradient: number, { maximize }: Decay): number => (maximize ? -gradient : gradient);

export const sgdRule: Rule<Decay & { momentum: number; dampening: number; nesterov: boolean }> = (
  o,
  theta,
  gradients,
) => {
  let b = 0;
  return gradients.map((gradient, t) => {
    let g = signed(gradient, o) + o.weightDecay * theta;
    if (o.momentum !== 0) {
      b = t === 0 ? g : o.momentum * b + (1 - o.dampening) * g;
      g = o.nesterov ? g + o.momentum * b : b;
    }
    theta -= o.lr * g;
    return theta;
  });
};

export const rmspropRule: Rule<Decay & { alpha: number; eps: number; momentum: number; centered: boolean }> = (
  o,
  theta,
  gradients,
) => {
  let [v, average, b] = [0, 0, 0];
  return gradients.map((gradient) => {
    const g = signed(gradient, o) + o.weightDecay * theta;
    v = o.alpha * v + (1 - o.alpha) * g ** 2;
    let vTilde = v;
    if (o.centered) {
      average = average * o.alpha + (1 - o.alpha) * g;
      vTilde = vTilde - average ** 2;
    }
    if (o.momentum > 0) {
      b = o.momentum * b + g / (Math.sqrt(vTilde) + o.eps);
      theta -= o.lr * b;
    } else {
      theta -= (o.lr * g) / (Math.sqrt(vTilde) + o.eps);
    }
    return theta;
  });
};

export const adagradRule: Rule<Decay & { lrDecay: number; initialAccumulatorValue: number; eps: number }> = (
  o,
  theta,
  gradients,
) => {
  let sum = o.initialAccumulatorValue;
  return gradients.map((gradient, i) => {
    const t = i + 1;
    const rate = o.lr / (1 + (t - 1) * o.lrDecay);
    const g = signed(gradient, o) + o.weightDecay * theta;
    sum += g ** 2;
    theta -= (rate * g) / (Math.sqrt(sum) + o.eps);
    return theta;
  });
};

interface AdamRuleOptions extends Decay {
  betas: [number, number];
  eps: number;
  amsgrad: boolean;
}

function adamLike(o: AdamRuleOptions, start: number, gradients: readonly number[], decoupled: boolean): number[] {
  const [beta1, beta2] = o.betas;
  let [theta, m, v, vMax] = [start, 0, 0, 0];
  return gradients.map((gradient, i) => {
    const t = i + 1;
    let g = signed(gradient, o);
    if (decoupled) theta -= o.lr * o.weightDecay * theta;
    else g += o.weightDecay * theta;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g ** 2;
    vMax = Math.max(vMax, v);
    const mHat = m / (1 - beta1 ** t);
    const vHat = (o.amsgrad ? vMax : v) / (1 - beta2 ** t);
    theta -= (o.lr * mHat) / (Math.sqrt(vHat) + o.eps);
    return theta;
  });
}

export const adamRule: Rule<AdamRuleOptions> = (o, start, gradients) => adamLike(o, start, gradients, false);
export const adamWRule: Rule<AdamRuleOptions> = (o, start, gradients) => adamLike(o, start, gradients, true);
