import { afterEach, expect, test } from 'vitest';
import { Generator } from '../../engine/index.ts';
import {
  expectClose,
  expectSame,
  kernels,
  numbers,
  oddNumbers,
  releaseArrays,
  SIZES,
  WasmArray,
} from './wasm-memory.ts';

afterEach(releaseArrays);

type Four = [number, number, number, number];

/** Strides for sizes whose dimensions are laid out in a random order, some of them with gaps. */
function layout(generator: Generator, sizes: Four): { strides: Four; length: number } {
  const order = [0, 1, 2, 3].sort(() => generator.uniform() - 0.5);
  const strides: Four = [0, 0, 0, 0];
  let length = generator.integer(1, 3);
  for (const d of order) {
    strides[d] = length;
    length *= sizes[d]!;
  }
  return { strides, length };
}

test('copyBlock, between layouts of any kind', () => {
  const generator = new Generator(1);
  for (let trial = 0; trial < 300; trial++) {
    const sizes = [0, 1, 2, 3].map(() => generator.integer(1, 6)) as Four;
    // Long runs are copied otherwise.
    if (trial % 10 === 0) sizes[3] = generator.integer(250, 300);
    const [to, from] = [layout(generator, sizes), layout(generator, sizes)];
    // Some numbers stand for many.
    from.strides.forEach((stride, d) => (from.strides[d] = generator.uniform() < 0.15 ? 0 : stride));
    const x = new WasmArray(oddNumbers(from.length), trial % 4);
    const out = new WasmArray(to.length, (trial >> 2) % 4);
    const expected = out.values.slice();
    const [n0, n1, n2, n3] = sizes;
    const at = ({ strides: [s0, s1, s2, s3] }: { strides: Four }, [i, j, k, l]: Four): number =>
      i * s0 + j * s1 + k * s2 + l * s3;
    for (let i = 0; i < n0; i++)
      for (let j = 0; j < n1; j++)
        for (let k = 0; k < n2; k++)
          for (let l = 0; l < n3; l++) expected[at(to, [i, j, k, l])] = x.values[at(from, [i, j, k, l])]!;
    kernels.copyBlock(...sizes, out.address, ...to.strides, x.address, ...from.strides);
    expectSame(out.values, expected);
    releaseArrays();
  }
});

test('causalSoftmax, in squares and oblongs', () => {
  for (const [matrices, queries, keys] of [
    [1, 1, 1],
    [3, 4, 4],
    [2, 3, 7],
    [2, 9, 5],
    [1, 33, 33],
  ] as const) {
    const rows = matrices * queries;
    const x = new WasmArray(
      numbers(rows * keys).map((value) => value * 20),
      1,
    );
    const expected = Array.from(x.values, (_, i) => {
      const row = Math.floor(i / keys);
      const seen = Math.min(keys, (row % queries) + 1);
      const exps = [...x.values.subarray(row * keys, row * keys + seen)].map(Math.exp);
      return (exps[i % keys] ?? 0) / exps.reduce((a, b) => a + b, 0);
    });
    const out = new WasmArray(rows * keys, 3);
    kernels.causalSoftmax(rows, keys, queries, out.address, x.address);
    expectClose(out.values, expected, 1e-6);
    kernels.causalSoftmax(rows, keys, queries, x.address, x.address);
    expect([...x.values]).toEqual([...out.values]);
    releaseArrays();
  }
});

test('geluTanh and its gradient', () => {
  const bend = (x: number): number => Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
  const slope = (x: number): number => {
    const t = Math.tanh(bend(x));
    const slopeOfBend = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * slopeOfBend;
  };
  for (const n of SIZES) {
    const x = new WasmArray(
      numbers(n).map((value) => value * 4),
      n % 4,
    );
    const g = new WasmArray(numbers(n), (n >> 1) % 4);
    const expected = g.values.map((value, i) => value * slope(x.values[i]!));
    kernels.geluTanhBackward(n, g.address, g.address, x.address);
    expectClose(g.values, expected, 2e-6);
    const y = Array.from(x.values, (value) => 0.5 * value * (1 + Math.tanh(bend(value))));
    kernels.geluTanh(n, x.address, x.address);
    expectClose(x.values, y, 1e-6);
    releaseArrays();
  }
});
