import { erfc } from './erf.ts';
import { logistic, type UnaryKernel } from './unary.ts';

export interface LeakyRelu extends UnaryKernel {
  readonly negativeSlope: number;
}

export function leakyRelu(negativeSlope: number): LeakyRelu {
  return {
    negativeSlope,
    saves: 'input',
    forward(n, out, x, xo) {
      for (let i = 0; i < n; i++) {
        const value = x[xo + i]!;
        out[i] = value > 0 ? value : value * negativeSlope;
      }
    },
    backward(n, gradInput, g, go, x, xo) {
      for (let i = 0; i < n; i++) gradInput[i] = x[xo + i]! > 0 ? g[go + i]! : g[go + i]! * negativeSlope;
    },
  };
}

export const silu: UnaryKernel = {
  saves: 'input',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = x[xo + i]! * logistic(x[xo + i]!);
  },
  backward(n, gradInput, g, go, x, xo) {
    for (let i = 0; i < n; i++) {
      const value = x[xo + i]!;
      const sigmoidX = logistic(value);
      gradInput[i] = g[go + i]! * sigmoidX * (1 + value * (1 - sigmoidX));
    }
  },
};

const ONE_OVER_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

export const gelu: UnaryKernel = {
  saves: 'input',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = x[xo + i]! * normalCdf(x[xo + i]!);
  },
  backward(n, gradInput, g, go, x, xo) {
    for (let i = 0; i < n; i++) {
      const value = x[xo + i]!;
      const density = ONE_OVER_SQRT_TWO_PI * Math.exp(-0.5 * value * value);
      gradInput[i] = g[go + i]! * (normalCdf(value) + value * density);
    }
  },
};

const SQRT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

export const geluTanh: UnaryKernel = {
  saves: 'input',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) {
      const value = x[xo + i]!;
      out[i] = 0.5 * value * (1 + Math.tanh(bend(value)));
    }
  },
  backward(n, gradInput, g, go, x, xo) {
    for (let i = 0; i < n; i++) {
      const value = x[xo + i]!;
      const t = Math.tanh(bend(value));
      const slopeOfBend = SQRT_TWO_OVER_PI * (1 + 3 * CUBIC * value * value);
      gradInput[i] = g[go + i]! * 0.5 * (1 + t + value * (1 - t * t) * slopeOfBend);
    }
  },
};

function bend(x: number): number {
  return SQRT_TWO_OVER_PI * (x + CUBIC * x * x * x);
}

/** Φ(x), the share of a normal distribution that lies below x. */
function normalCdf(x: number): number {
  return 0.5 * erfc(-x * Math.SQRT1_2);
}
