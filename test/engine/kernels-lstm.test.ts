import { afterEach, describe, expect, test } from 'vitest';
import { expectClose, kernels, numbers, releaseArrays, WasmArray } from './wasm-memory.ts';

afterEach(releaseArrays);

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

describe('lstmCell', () => {
  test('forward, and gradients by the formulas', () => {
    for (const n of [0, 1, 3]) {
      for (const h of [1, 2, 3, 4, 6, 8, 13]) {
        for (const cRowStride of [0, 2 * h]) {
          const step = cRowStride === 0 ? h : cRowStride;
          const gates = new WasmArray(
            numbers(n * 4 * h).map((value) => value * 2),
            1,
          );
          const c = new WasmArray(numbers(n * step), 2);
          const gradOutput = new WasmArray(numbers(n * 2 * h), 3);
          const [out, saved] = [new WasmArray(n * 2 * h), new WasmArray(n * 5 * h)];
          const [gradGates, gradC] = [new WasmArray(n * 4 * h), new WasmArray(n * h)];
          const [wantOut, wantGates, wantC] = [[...out.values], [...gradGates.values], [...gradC.values]];
          for (let r = 0; r < n; r++) {
            for (let j = 0; j < h; j++) {
              const gate = (which: number): number => gates.values[r * 4 * h + which * h + j]!;
              const [i, f, g, o] = [sigmoid(gate(0)), sigmoid(gate(1)), Math.tanh(gate(2)), sigmoid(gate(3))];
              const before = c.values[r * step + j]!;
              const t = Math.tanh(f * before + i * g);
              wantOut[r * 2 * h + j] = o * t;
              wantOut[r * 2 * h + h + j] = f * before + i * g;
              const gradH = gradOutput.values[r * 2 * h + j]!;
              const dc = gradOutput.values[r * 2 * h + h + j]! + gradH * o * (1 - t * t);
              const slopes = [
                dc * g * i * (1 - i),
                dc * before * f * (1 - f),
                dc * i * (1 - g * g),
                gradH * t * o * (1 - o),
              ];
              slopes.forEach((slope, which) => (wantGates[r * 4 * h + which * h + j] = slope));
              wantC[r * h + j] = dc * f;
            }
          }
          kernels.lstmCell(n, h, out.address, gates.address, c.address, saved.address, cRowStride);
          expectClose(out.values, wantOut, 1e-6);
          kernels.lstmCellBackward(
            n,
            h,
            gradGates.address,
            gradC.address,
            gradOutput.address,
            c.address,
            saved.address,
            cRowStride,
          );
          expectClose(gradGates.values, wantGates, 2e-6);
          expectClose(gradC.values, wantC, 2e-6);
          releaseArrays();
        }
      }
    }
  });
});

describe('embedding', () => {
  test('gathers rows, and adds them up where they came from', () => {
    for (const d of [1, 2, 3, 4, 5, 8, 19]) {
      const indices = new WasmArray([2, 0, 2, 2, 1]);
      const weight = new WasmArray(numbers(3 * d), 1);
      const out = new WasmArray(5 * d, 2);
      kernels.embeddingGather(5, d, out.address, weight.address, indices.address);
      expect([...out.values]).toEqual([2, 0, 2, 2, 1].flatMap((i) => [...weight.values.subarray(i * d, (i + 1) * d)]));
      const expected = [...weight.values];
      [2, 0, 2, 2, 1].forEach((i, r) => {
        for (let c = 0; c < d; c++) expected[i * d + c] = Math.fround(expected[i * d + c]! + out.values[r * d + c]!);
      });
      kernels.embeddingScatterAdd(5, d, weight.address, out.address, indices.address);
      expect([...weight.values]).toEqual(expected);
      releaseArrays();
    }
  });
});
