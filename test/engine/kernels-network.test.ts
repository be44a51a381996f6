import { afterEach, describe, expect, test } from 'vitest';
import { expectClose, kernels, numbers, oddNumbers, releaseArrays, SIZES, WasmArray } from './wasm-memory.ts';

afterEach(releaseArrays);

/** ½ (1 + erf(x / √2)): by the series of erf, or far out by the continued fraction of what remains. */
function normalShare(at: number): number {
  const x = at * Math.SQRT1_2;
  if (Math.abs(x) > 2) {
    let fraction = 0;
    for (let i = 80; i > 0; i--) fraction = i / 2 / (Math.abs(x) + fraction);
    const beyond = (0.5 * Math.exp(-x * x)) / (Math.sqrt(Math.PI) * (Math.abs(x) + fraction));
    return x < 0 ? beyond : 1 - beyond;
  }
  let term = x;
  let total = x;
  for (let i = 1; i < 80; i++) {
    term *= (-x * x) / i;
    total += term / (2 * i + 1);
  }
  return 0.5 + total / Math.sqrt(Math.PI);
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

describe('activations', () => {
  const exact = {
    gelu: [(x: number) => x * normalShare(x), (x: number) => normalShare(x) + x * density(x)],
    silu: [(x: number) => x * sigmoid(x), (x: number) => sigmoid(x) * (1 + x * (1 - sigmoid(x)))],
  } as const;

  test.each(['gelu', 'silu'] as const)('%s and its gradient', (name) => {
    const [forward, slope] = exact[name];
    for (const n of SIZES) {
      const x = new WasmArray(
        numbers(n).map((value) => value * 6),
        n % 4,
      );
      const g = new WasmArray(numbers(n), (n >> 1) % 4);
      const expected = g.values.map((value, i) => value * slope(x.values[i]!));
      kernels[`${name}Backward`](n, g.address, g.address, x.address);
      expectClose(g.values, expected, 1e-6);
      const y = Array.from(x.values, forward);
      kernels[name](n, x.address, x.address);
      expectClose(x.values, y, 5e-7);
      releaseArrays();
    }
  });

  test('gelu has its digits far below 0 too, where 1 + erf would lose them', () => {
    const x = new WasmArray(Float32Array.from({ length: 16_001 }, (_, i) => i / 1000 - 6));
    const expected = Array.from(x.values, exact.gelu[0]);
    kernels.gelu(16_001, x.address, x.address);
    let worst = 0;
    x.values.forEach((value, i) => {
      if (expected[i] !== 0) worst = Math.max(worst, Math.abs(value / expected[i]! - 1));
    });
    expect(worst).toBeLessThan(1e-4);
  });

  test('leave out no infinity and no NaN', () => {
    for (const name of ['gelu', 'silu'] as const) {
      const x = new WasmArray([Infinity, NaN, -0, 0, 100, -200]);
      kernels[name](6, x.address, x.address);
      expect([...x.values]).toEqual([Infinity, NaN, -0, 0, 100, -0]);
    }
  });

  test('leakyRelu and its gradient', () => {
    for (const n of SIZES) {
      const x = new WasmArray(oddNumbers(n), 1);
      const g = new WasmArray(numbers(n), 2);
      const slope = Math.fround(0.01);
      const gradient = g.values.map((value, i) => (x.values[i]! > 0 ? value : value * slope));
      kernels.leakyReluBackward(n, g.address, g.address, x.address, 0.01);
      expect([...g.values]).toEqual([...gradient]);
      const y = x.values.map((value) => (value > 0 ? value : value * slope));
      kernels.leakyRelu(n, x.address, x.address, 0.01);
      expect([...x.values]).toEqual([...y]);
      releaseArrays();
    }
  });
});

const shapes = [1, 2, 5].flatMap((rows) => [1, 2, 3, 4, 7, 16, 33].map((cols) => [rows, cols] as const));

describe('layerNorm', () => {
  const mean = (x: readonly number[]): number => x.reduce((total, value) => total + value, 0) / x.length;
  const rowsOf = (x: Float32Array, cols: number): number[][] =>
    Array.from({ length: x.length / cols }, (_, r) => [...x.subarray(r * cols, (r + 1) * cols)]);

  test.each([true, false])('forward and gradients, with weight and bias: %s', (withParameters) => {
    for (const [rows, cols] of shapes) {
      const x = new WasmArray(
        numbers(rows * cols).map((value) => value + 3),
        1,
      );
      const g = new WasmArray(numbers(rows * cols), 2);
      const [weight, bias] = [new WasmArray(numbers(cols), 3), new WasmArray(numbers(cols))];
      const [out, means, rstds] = [new WasmArray(rows * cols), new WasmArray(rows), new WasmArray(rows)];
      const [gradInput, gradWeight, gradBias] = [new WasmArray(rows * cols), new WasmArray(cols), new WasmArray(cols)];
      const eps = 0.01;
      const w = (c: number): number => (withParameters ? weight.values[c]! : 1);
      const stats = rowsOf(x.values, cols).map((row) => {
        const m = mean(row);
        return [m, 1 / Math.sqrt(mean(row.map((value) => (value - m) ** 2)) + eps)] as const;
      });
      const normal = rowsOf(x.values, cols).map((row, r) => row.map((value) => (value - stats[r]![0]) * stats[r]![1]));
      const grads = rowsOf(g.values, cols);
      const y = normal.flatMap((row) => row.map((value, c) => value * w(c) + (withParameters ? bias.values[c]! : 0)));
      const dx = normal.flatMap((row, r) => {
        const gw = grads[r]!.map((value, c) => value * w(c));
        const along = mean(gw.map((value, c) => value * row[c]!));
        return gw.map((value, c) => stats[r]![1] * (value - mean(gw) - row[c]! * along));
      });
      const sumOverRows = (f: (r: number, c: number) => number): number[] =>
        Array.from({ length: cols }, (_, c) => normal.reduce((total, _row, r) => total + f(r, c), 0));

      const [pw, pb] = withParameters ? [weight.address, bias.address] : [0, 0];
      kernels.layerNorm(rows, cols, out.address, x.address, pw, pb, eps, means.address, rstds.address);
      expectClose(out.values, y, 1e-5);
      expectClose(
        means.values,
        stats.map(([m]) => m),
        1e-6,
      );
      expectClose(
        rstds.values,
        stats.map(([, s]) => s),
        1e-6,
      );
      const parameters = withParameters ? [gradWeight.address, gradBias.address] : [0, 0];
      kernels.layerNormBackward(
        rows,
        cols,
        gradInput.address,
        parameters[0]!,
        parameters[1]!,
        g.address,
        x.address,
        pw,
        means.address,
        rstds.address,
      );
      expectClose(gradInput.values, dx, 2e-5);
      if (withParameters) {
        expectClose(
          gradWeight.values,
          sumOverRows((r, c) => grads[r]![c]! * normal[r]![c]!),
          1e-5,
        );
        expectClose(
          gradBias.values,
          sumOverRows((r, c) => grads[r]![c]!),
          1e-5,
        );
      }
      kernels.layerNorm(rows, cols, x.address, x.address, pw, pb, eps, 0, 0);
      expect([...x.values]).toEqual([...out.values]);
      releaseArrays();
    }
  });
});

describe('cross-entropy', () => {
  test('losses, shares and gradients; a class that is no column is ignored', () => {
    for (const [rows, cols] of shapes) {
      const logits = new WasmArray(
        numbers(rows * cols).map((value) => value * 5),
        1,
      );
      const classes = new WasmArray(
        Float32Array.from({ length: rows }, (_, r) => (r === 3 ? -100 : (r * 7) % cols)),
        2,
      );
      const losses = new WasmArray(rows, 3);
      const gradInput = new WasmArray(rows * cols);
      const [shares, wanted, gradients] = [[], [], []] as [number[], number[], number[]];
      for (let r = 0; r < rows; r++) {
        const exps = [...logits.values.subarray(r * cols, (r + 1) * cols)].map(Math.exp);
        const total = exps.reduce((a, b) => a + b, 0);
        const known = r !== 3;
        shares.push(...exps.map((e) => e / total));
        wanted.push(known ? Math.log(total) - Math.log(exps[(r * 7) % cols]!) : 0);
        gradients.push(...exps.map((e, c) => (known ? (e / total - (c === (r * 7) % cols ? 1 : 0)) * 0.25 : 0)));
      }
      kernels.crossEntropyForward(rows, cols, logits.address, losses.address, logits.address, classes.address);
      expectClose(logits.values, shares, 1e-6);
      expectClose(losses.values, wanted, 1e-6);
      kernels.crossEntropyBackward(rows, cols, gradInput.address, logits.address, classes.address, 0.25);
      expectClose(gradInput.values, gradients, 5e-7);
      releaseArrays();
    }
  });
});
