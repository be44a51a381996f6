import { afterEach, describe, expect, test } from 'vitest';
import { expectSame, kernels, numbers, releaseArrays, SIZES, WasmArray } from './wasm-memory.ts';

afterEach(releaseArrays);

describe('optimizers', () => {
  const settings = { lr: 0.01, momentum: 0.9, dampening: 0.25, weightDecay: 0.1 };

  test('sgdStep', () => {
    for (const n of SIZES) {
      const p = new WasmArray(numbers(n), 1);
      const g = new WasmArray(numbers(n), 2);
      const expected = p.values.map((value, i) => value - Math.fround(Math.fround(0.01) * g.values[i]!));
      kernels.sgdStep(n, p.address, g.address, 0.01);
      expectSame(p.values, expected);
      releaseArrays();
    }
  });

  test.each([0, 1])('sgdMomentumStep, nesterov %d', (nesterov) => {
    const { lr, momentum, dampening, weightDecay } = settings;
    for (const n of SIZES) {
      const [p, g, v] = [new WasmArray(numbers(n), 1), new WasmArray(numbers(n), 2), new WasmArray(numbers(n), 3)];
      const grad = Array.from(g.values, (value, i) => value + weightDecay * p.values[i]!);
      const velocity = Array.from(v.values, (value, i) => momentum * value + (1 - dampening) * grad[i]!);
      const after = Array.from(p.values, (value, i) => {
        return value - lr * (nesterov === 1 ? grad[i]! + momentum * velocity[i]! : velocity[i]!);
      });
      kernels.sgdMomentumStep(n, p.address, g.address, v.address, lr, momentum, dampening, weightDecay, nesterov);
      for (let i = 0; i < n; i++) {
        expect(Math.abs(v.values[i]! - velocity[i]!)).toBeLessThan(5e-7);
        expect(Math.abs(p.values[i]! - after[i]!)).toBeLessThan(5e-7);
      }
      releaseArrays();
    }
  });

  test.each([0, 1])('adamStep over ten steps, decoupled %d', (decoupled) => {
    const [lr, beta1, beta2, eps, weightDecay] = [0.01, 0.9, 0.999, 1e-8, 0.1];
    for (const n of [0, 1, 3, 4, 7, 70]) {
      const [p, g] = [new WasmArray(numbers(n), 1), new WasmArray(numbers(n), 2)];
      const [m, v] = [new WasmArray(new Float32Array(n), 3), new WasmArray(new Float32Array(n))];
      const wanted = [...p.values];
      const [m64, v64] = [new Float64Array(n), new Float64Array(n)];
      for (let t = 1; t <= 10; t++) {
        const [c1, c2] = [1 - beta1 ** t, 1 - beta2 ** t];
        g.values.set(numbers(n));
        kernels.adamStep(
          n,
          p.address,
          g.address,
          m.address,
          v.address,
          lr,
          beta1,
          beta2,
          eps,
          weightDecay,
          decoupled,
          c1,
          c2,
        );
        for (let i = 0; i < n; i++) {
          const grad = g.values[i]! + (decoupled === 0 ? weightDecay * wanted[i]! : 0);
          if (decoupled === 1) wanted[i]! *= 1 - lr * weightDecay;
          m64[i] = beta1 * m64[i]! + (1 - beta1) * grad;
          v64[i] = beta2 * v64[i]! + (1 - beta2) * grad * grad;
          wanted[i]! -= ((lr / c1) * m64[i]!) / (Math.sqrt(v64[i]!) / Math.sqrt(c2) + eps);
        }
      }
      for (let i = 0; i < n; i++) expect(Math.abs(p.values[i]! - wanted[i]!)).toBeLessThan(2e-6);
      releaseArrays();
    }
  });
});
