import { afterEach, describe, expect, test } from 'vitest';
import * as binary from '../../engine/kernels/binary.ts';
import * as unary from '../../engine/kernels/unary.ts';
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

describe.each(['add', 'sub', 'mul', 'div', 'maximum', 'minimum'] as const)('%s', (name) => {
  const reference = binary[name];

  test('is what JavaScript computes, for any length and alignment, odd numbers included', () => {
    for (const n of SIZES) {
      for (const misaligned of [0, 1, 3]) {
        const a = new WasmArray(oddNumbers(n), misaligned);
        const b = new WasmArray(oddNumbers(n).reverse(), misaligned % 2);
        const out = new WasmArray(n, (misaligned * 2) % 4);
        const expected = new Float32Array(n);
        reference(n, expected, 0, a.values, 0, 1, b.values, 0, 1);
        kernels[name](n, out.address, a.address, b.address);
        expectSame(out.values, expected);
      }
      releaseArrays();
    }
  });

  test('writes over either input', () => {
    const expected = new Float32Array(37);
    for (const onto of [0, 1]) {
      const pair = [new WasmArray(numbers(37)), new WasmArray(numbers(37))] as const;
      reference(37, expected, 0, pair[0].values, 0, 1, pair[1].values, 0, 1);
      kernels[name](37, pair[onto]!.address, pair[0].address, pair[1].address);
      expectSame(pair[onto]!.values, expected);
    }
  });
});

describe('a number, a row or a column with a matrix', () => {
  const operations = {
    add: (a: number, b: number) => a + b,
    sub: (a: number, b: number) => a - b,
    mul: (a: number, b: number) => a * b,
    div: (a: number, b: number) => a / b,
    rsub: (a: number, b: number) => b - a,
    rdiv: (a: number, b: number) => b / a,
  };

  test.each(['add', 'sub', 'mul', 'div', 'rsub', 'rdiv'] as const)('%sScalar', (name) => {
    for (const n of SIZES) {
      for (const s of [1.5, 0, -Infinity, NaN]) {
        const a = new WasmArray(oddNumbers(n), 1);
        const expected = a.values.map((value) => operations[name](value, s));
        const out = n % 2 === 0 ? a : new WasmArray(n);
        kernels[`${name}Scalar`](n, out.address, a.address, s);
        expectSame(out.values, expected);
      }
      releaseArrays();
    }
  });

  const shapes = [0, 1, 2, 5, 33].flatMap((rows) => [0, 1, 2, 3, 4, 7, 16, 35].map((cols) => [rows, cols] as const));

  test.each(['add', 'sub', 'mul', 'div'] as const)('%sRow and %sColumn', (name) => {
    for (const [rows, cols] of shapes) {
      const a = new WasmArray(oddNumbers(rows * cols), 1);
      const row = new WasmArray(oddNumbers(cols), 2);
      const column = new WasmArray(oddNumbers(rows), 3);
      const byRow = a.values.map((value, i) => operations[name](value, row.values[i % cols]!));
      const byColumn = a.values.map((value, i) => operations[name](value, column.values[Math.floor(i / cols)]!));
      const out = new WasmArray(rows * cols);
      kernels[`${name}Row`](rows, cols, out.address, a.address, row.address);
      expectSame(out.values, byRow);
      kernels[`${name}Column`](rows, cols, a.address, a.address, column.address);
      expectSame(a.values, byColumn);
      releaseArrays();
    }
  });
});

describe('functions of one number', () => {
  const square: unary.UnaryKernel = {
    saves: 'input',
    forward: (n, out, x, xo) => binary.mul(n, out, 0, x, xo, 1, x, xo, 1),
    backward(n, gradInput, g, _go, x) {
      for (let i = 0; i < n; i++) gradInput[i] = 2 * g[i]! * x[i]!;
    },
  };
  const reference = { ...unary, square };
  /** How far from the rounded exact result; 0 for what one instruction computes. */
  const FORWARD = {
    neg: 0,
    sqrt: 0,
    abs: 0,
    relu: 0,
    square: 0,
    exp: 1,
    log: 1,
    tanh: 2,
    sigmoid: 2,
    softplus: 2,
  };

  /** Every 4099th of all float32 numbers there are, NaNs and denormals too, then the interesting stretch more densely. */
  function sweep(): Float32Array {
    const all = new Float32Array(Uint32Array.from({ length: 2 ** 20 }, (_, i) => i * 4099).buffer);
    const dense = Float32Array.from({ length: 2 ** 20 }, (_, i) => (i / 2 ** 20) * 210 - 105);
    return Float32Array.from([...all, ...dense]);
  }
  const swept = sweep();

  test.each(Object.entries(FORWARD) as [keyof typeof FORWARD, number][])(
    '%s is within %d ulp everywhere',
    (name, ulps) => {
      const x = new WasmArray(swept);
      const expected = new Float32Array(swept.length);
      reference[name].forward(swept.length, expected, swept, 0);
      kernels[name](swept.length, x.address, x.address);
      expect(worstUlps(x.values, expected)).toBeLessThanOrEqual(ulps);
    },
  );

  test.each(Object.keys(FORWARD) as (keyof typeof FORWARD)[])('%s takes any length and alignment', (name) => {
    for (const n of SIZES) {
      const x = new WasmArray(oddNumbers(n), n % 4);
      const out = new WasmArray(n, (n >> 2) % 4);
      const expected = new Float32Array(n);
      reference[name].forward(n, expected, x.values, 0);
      kernels[name](n, out.address, x.address);
      expect(worstUlps(out.values, expected)).toBeLessThanOrEqual(FORWARD[name]);
      releaseArrays();
    }
  });

  test('neg, abs, relu and tanh keep the sign of zero as JavaScript does', () => {
    const x = new WasmArray([0, -0, 0, -0, -0]);
    for (const name of ['neg', 'abs', 'relu', 'tanh', 'sqrt'] as const) {
      const out = new WasmArray(5);
      const expected = new Float32Array(5);
      unary[name].forward(5, expected, x.values, 0);
      kernels[name](5, out.address, x.address);
      expectSame(out.values, expected);
    }
  });

  const BACKWARD = { sqrt: 1, abs: 0, tanh: 2, sigmoid: 2, relu: 0, softplus: 4, square: 0 };

  test.each(Object.entries(BACKWARD) as [keyof typeof BACKWARD, number][])(
    '%sBackward is within %d ulp',
    (name, ulps) => {
      const kernel = reference[name];
      for (const n of SIZES) {
        const x = n % 2 === 0 ? oddNumbers(n) : numbers(n);
        const saved = new WasmArray(n, n % 4);
        if (kernel.saves === 'output') kernel.forward(n, saved.values, x, 0);
        else saved.values.set(x);
        const g = new WasmArray(n % 3 === 0 ? oddNumbers(n) : numbers(n), (n >> 1) % 4);
        const expected = new Float32Array(n);
        kernel.backward(n, expected, g.values, 0, saved.values, 0);
        kernels[`${name}Backward`](n, g.address, g.address, saved.address);
        for (let i = 0; i < n; i++) {
          // Products of three may overflow or underflow in another order.
          const tiny = Math.abs(expected[i]!) < 1e-36 || Math.abs(expected[i]!) > 1e37;
          if (!tiny) expect(ulpsApart(g.values[i]!, expected[i]!), `n ${n} at ${i}`).toBeLessThanOrEqual(ulps);
        }
        releaseArrays();
      }
    },
  );
});
