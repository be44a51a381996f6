import { afterEach, describe, expect, test } from 'vitest';
import * as reduce from '../../engine/kernels/reduce.ts';
import {
  expectSame,
  kernels,
  numbers,
  oddNumbers,
  releaseArrays,
  SIZES,
  ulpsApart,
  WasmArray,
  worstUlps,
} from './wasm-memory.ts';

afterEach(releaseArrays);

describe('copying', () => {
  test('fill', () => {
    for (const n of SIZES) {
      const out = new WasmArray(n, n % 4);
      kernels.fill(n, out.address, -1.5);
      expectSame(out.values, new Float32Array(n).fill(-1.5));
    }
  });

  test('copyStrided, backwards and in one place too', () => {
    for (const n of SIZES) {
      for (const [outStride, xStride] of [
        [1, 1],
        [1, 0],
        [2, 1],
        [1, 3],
        [2, 5],
        [1, -1],
      ] as const) {
        const length = Math.abs(xStride) * n + 1;
        const x = new WasmArray(oddNumbers(length), 1);
        const first = xStride < 0 ? n : 0;
        const out = new WasmArray(outStride * n, 1);
        const expected = out.values.slice();
        for (let i = 0; i < n; i++) expected[i * outStride] = x.values[first + i * xStride]!;
        kernels.copyStrided(n, out.address, outStride, x.address + first * 4, xStride);
        expectSame(out.values, expected);
        releaseArrays();
      }
    }
  });

  test('transpose2d', () => {
    const sides = [0, 1, 2, 3, 4, 5, 7, 8, 16, 17, 31, 64, 70];
    for (const rows of sides) {
      for (const cols of sides) {
        const x = new WasmArray(numbers(rows * cols), 1);
        const out = new WasmArray(rows * cols, 2);
        kernels.transpose2d(rows, cols, out.address, x.address);
        expectSame(
          out.values,
          Float32Array.from({ length: rows * cols }, (_, i) => x.values[(i % rows) * cols + Math.floor(i / rows)]!),
        );
        releaseArrays();
      }
    }
  });
});

describe('reductions', () => {
  const sum = (x: Iterable<number>): number => [...x].reduce((total, value) => total + value, 0);

  test('sum and dot are float64', () => {
    for (const n of SIZES) {
      const a = new WasmArray(numbers(n), n % 4);
      const b = new WasmArray(numbers(n), 1);
      expect(kernels.sum(n, a.address)).toBeCloseTo(sum(a.values), 12);
      const products = Array.from(a.values, (value, i) => value * b.values[i]!);
      expect(kernels.dot(n, a.address, b.address)).toBeCloseTo(sum(products), 12);
      releaseArrays();
    }
    const long = new WasmArray(new Float32Array(100_001).fill(0.1));
    expect(kernels.sum(100_001, long.address)).toBeCloseTo(100_001 * Math.fround(0.1), 8);
  });

  test('sum and dot pass NaN and infinities on', () => {
    for (const at of [0, 3, 5, 8, 10]) {
      const ones = new WasmArray(new Float32Array(11).fill(1));
      const x = new WasmArray(new Float32Array(11).fill(1));
      x.values[at] = Infinity;
      expect(kernels.sum(11, x.address)).toBe(Infinity);
      expect(kernels.dot(11, x.address, ones.address)).toBe(Infinity);
      x.values[at] = NaN;
      expect(kernels.sum(11, x.address)).toBeNaN();
      expect(kernels.dot(11, ones.address, x.address)).toBeNaN();
    }
  });

  test('sumRows', () => {
    for (const outer of [0, 1, 3]) {
      for (const count of [0, 1, 2, 9, 40]) {
        for (const inner of [1, 2, 3, 4, 7, 16, 21, 50]) {
          const x = new WasmArray(numbers(outer * count * inner), 1);
          const out = new WasmArray(outer * inner, 2);
          const expected = new Float32Array(outer * inner);
          reduce.sum(outer, count, inner, expected, x.values, 0);
          kernels.sumRows(outer, count, inner, out.address, x.address);
          expect(worstUlps(out.values, expected)).toBeLessThanOrEqual(1);
          releaseArrays();
        }
      }
    }
  });
});

describe('softmax', () => {
  const shapes = [1, 3].flatMap((rows) => [0, 1, 2, 3, 4, 5, 10, 64, 67].map((cols) => [rows, cols] as const));
  const special = [
    [-Infinity, 0, 1],
    [-Infinity, -Infinity, -Infinity],
    [Infinity, 0, 1],
    [NaN, 0, 1],
    [1e38, -1e38, 0, 0, 88],
    [1000, 999, 998, 0, 0, 0, 0],
  ];

  test.each(['softmax', 'logSoftmax'] as const)('%s', (name) => {
    const check = (rows: number, cols: number, from: ArrayLike<number>): void => {
      const x = new WasmArray(from, cols % 4);
      const expected = new Float32Array(from.length);
      reduce[name](rows, cols, 1, expected, x.values, 0);
      kernels[name](rows, cols, x.address, x.address);
      // A logarithm near 0 is the difference of two near numbers: half an ulp of the larger one is lost.
      const close = (a: number, b: number): boolean => ulpsApart(a, b) <= 4 || Math.abs(a - b) < 5e-7;
      for (let i = 0; i < from.length; i++) {
        if (!close(x.values[i]!, expected[i]!)) expect(x.values[i], `${rows}×${cols} at ${i}`).toBe(expected[i]);
      }
      releaseArrays();
    };
    for (const [rows, cols] of shapes) check(rows, cols, numbers(rows * cols));
    for (const row of special) check(1, row.length, row);
  });

  test('logSoftmax keeps the digits of a confident answer', () => {
    const x = new WasmArray([20, 0]);
    kernels.logSoftmax(1, 2, x.address, x.address);
    expect(ulpsApart(x.values[0]!, Math.fround(-Math.log1p(Math.exp(-20))))).toBeLessThanOrEqual(2);
  });

  test('gradients', () => {
    for (const [rows, cols] of shapes) {
      const g = new WasmArray(numbers(rows * cols), 1);
      for (const name of ['softmax', 'logSoftmax'] as const) {
        const y = new WasmArray(rows * cols, 2);
        reduce[name](rows, cols, 1, y.values, numbers(rows * cols), 0);
        const expected = g.values.map((value, i) => {
          const row = Math.floor(i / cols) * cols;
          let total = 0;
          for (let c = row; c < row + cols; c++) total += g.values[c]! * (name === 'softmax' ? y.values[c]! : 1);
          return name === 'softmax' ? y.values[i]! * (value - total) : value - Math.exp(y.values[i]!) * total;
        });
        const out = new WasmArray(rows * cols);
        kernels[`${name}Backward`](rows, cols, out.address, g.address, y.address);
        out.values.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(2e-6));
      }
      releaseArrays();
    }
  });
});
