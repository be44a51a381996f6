import type { FloatArray } from '../tensor/storage.ts';

/**
 * A function of one number, over `n` numbers that lie one after another: what a WASM build replaces.
 *
 * `backward` gets dL/dy in `gradOutput` and writes dL/dx; `saved` is x or y, as `saves` says; it is not read for 'nothing'.
 */
export interface UnaryKernel {
  readonly saves: 'input' | 'output' | 'nothing';
  forward(n: number, out: FloatArray, x: FloatArray, xOffset: number): void;
  backward(
    n: number,
    gradInput: FloatArray,
    gradOutput: FloatArray,
    gOffset: number,
    saved: FloatArray,
    sOffset: number,
  ): void;
}

export const neg: UnaryKernel = {
  saves: 'nothing',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = -x[xo + i]!;
  },
  backward(n, gradInput, g, go) {
    for (let i = 0; i < n; i++) gradInput[i] = -g[go + i]!;
  },
};

export const exp: UnaryKernel = {
  saves: 'output',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = Math.exp(x[xo + i]!);
  },
  backward(n, gradInput, g, go, y, yo) {
    for (let i = 0; i < n; i++) gradInput[i] = g[go + i]! * y[yo + i]!;
  },
};

export const log: UnaryKernel = {
  saves: 'input',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = Math.log(x[xo + i]!);
  },
  backward(n, gradInput, g, go, x, xo) {
    for (let i = 0; i < n; i++) gradInput[i] = g[go + i]! / x[xo + i]!;
  },
};

export const sqrt: UnaryKernel = {
  saves: 'output',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = Math.sqrt(x[xo + i]!);
  },
  backward(n, gradInput, g, go, y, yo) {
    for (let i = 0; i < n; i++) gradInput[i] = g[go + i]! / (2 * y[yo + i]!);
  },
};

export const abs: UnaryKernel = {
  saves: 'input',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = Math.abs(x[xo + i]!);
  },
  backward(n, gradInput, g, go, x, xo) {
    for (let i = 0; i < n; i++) gradInput[i] = g[go + i]! * Math.sign(x[xo + i]!);
  },
};

export const tanh: UnaryKernel = {
  saves: 'output',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = Math.tanh(x[xo + i]!);
  },
  backward(n, gradInput, g, go, y, yo) {
    for (let i = 0; i < n; i++) {
      const tanhX = y[yo + i]!;
      gradInput[i] = g[go + i]! * (1 - tanhX * tanhX);
    }
  },
};

export const sigmoid: UnaryKernel = {
  saves: 'output',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) out[i] = logistic(x[xo + i]!);
  },
  backward(n, gradInput, g, go, y, yo) {
    for (let i = 0; i < n; i++) {
      const sigmoidX = y[yo + i]!;
      gradInput[i] = g[go + i]! * sigmoidX * (1 - sigmoidX);
    }
  },
};

export const relu: UnaryKernel = {
  saves: 'output',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) {
      const value = x[xo + i]!;
      // Asking for "≤ 0" rather than "> 0" lets NaN through, where it can be noticed.
      out[i] = value <= 0 ? 0 : value;
    }
  },
  backward(n, gradInput, g, go, y, yo) {
    for (let i = 0; i < n; i++) gradInput[i] = y[yo + i]! <= 0 ? 0 : g[go + i]!;
  },
};

export const softplus: UnaryKernel = {
  saves: 'input',
  forward(n, out, x, xo) {
    for (let i = 0; i < n; i++) {
      const value = x[xo + i]!;
      // exp of the negative magnitude cannot overflow.
      out[i] = Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
    }
  },
  backward(n, gradInput, g, go, x, xo) {
    for (let i = 0; i < n; i++) gradInput[i] = g[go + i]! * logistic(x[xo + i]!);
  },
};

/** σ(x) = 1 / (1 + e⁻ˣ), written so that exp never overflows. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}
