import { afterEach, describe, expect, test } from 'vitest';
import { expectClose, kernels, numbers, releaseArrays, WasmArray } from './wasm-memory.ts';

afterEach(releaseArrays);

/** Height 6, width 17, kernel, stride, padding, and the size that follows from them. */
const POOLS: readonly (readonly [number, number, number, number, number, number, number, number])[] = [
  [2, 2, 2, 2, 0, 0, 3, 8],
  [3, 2, 1, 3, 1, 0, 6, 6],
  [3, 3, 2, 2, 1, 1, 3, 9],
  // As with ceilMode: the last windows hang over the edge.
  [2, 2, 2, 2, 0, 0, 3, 9],
];
const [PLANES, HEIGHT, WIDTH] = [3, 6, 17];

/** The places in the plane that a window covers. */
function windowOf(pool: (typeof POOLS)[number], oy: number, ox: number, dilation = 1): number[] {
  const places: number[] = [];
  for (let ky = 0; ky < pool[0]; ky++) {
    for (let kx = 0; kx < pool[1]; kx++) {
      const [y, x] = [oy * pool[2] - pool[4] + ky * dilation, ox * pool[3] - pool[5] + kx * dilation];
      if (y >= 0 && x >= 0 && y < HEIGHT && x < WIDTH) places.push(y * WIDTH + x);
    }
  }
  return places;
}

describe('pooling', () => {
  const plane = HEIGHT * WIDTH;

  test.each(POOLS)('maxPool2d, kernel %d×%d, stride %d×%d, padding %d×%d', (...pool) => {
    const window = pool.slice(0, 6) as [number, number, number, number, number, number];
    const size = pool[6] * pool[7];
    const x = new WasmArray(
      numbers(PLANES * plane).map((value) => Math.round(value * 3) + 0),
      1,
    );
    x.values[2] = NaN;
    for (const row of [0, 1, 2]) x.values.fill(-Infinity, row * WIDTH + 6, row * WIDTH + 10);
    const [out, indices] = [new WasmArray(PLANES * size, 2), new WasmArray(PLANES * size, 3)];
    const [gradOutput, gradInput] = [new WasmArray(numbers(PLANES * size)), new WasmArray(PLANES * plane)];
    kernels.maxPool2dForward(
      ...([PLANES, HEIGHT, WIDTH, ...window, 1, 1, pool[6], pool[7]] as const),
      out.address,
      indices.address,
      x.address,
    );
    const wantGrad = new Float32Array(PLANES * plane);
    for (let o = 0; o < PLANES * size; o++) {
      const start = Math.floor(o / size) * plane;
      const places = windowOf(pool, Math.floor((o % size) / pool[7]), (o % size) % pool[7]);
      const values = places.map((place) => x.values[start + place]!);
      const largest = Math.max(...values);
      expect(out.values[o]).toBe(largest);
      expect(indices.values[o]).toBe(
        places[values.findIndex((value) => Object.is(value, largest) || value === largest)],
      );
      wantGrad[start + indices.values[o]!]! += gradOutput.values[o]!;
    }
    kernels.maxPool2dBackward(PLANES, plane, size, gradInput.address, gradOutput.address, indices.address);
    expect([...gradInput.values]).toEqual([...wantGrad]);
  });

  test('maxPool2d skips with dilation', () => {
    const x = new WasmArray(numbers(plane));
    const [out, indices] = [new WasmArray(4 * 15), new WasmArray(4 * 15)];
    const pool = [2, 2, 1, 1, 0, 0, 4, 15] as const;
    kernels.maxPool2dForward(1, HEIGHT, WIDTH, 2, 2, 1, 1, 0, 0, 2, 2, 4, 15, out.address, indices.address, x.address);
    const expected = Array.from({ length: 60 }, (_, o) =>
      Math.max(...windowOf(pool, Math.floor(o / 15), o % 15, 2).map((place) => x.values[place]!)),
    );
    expect([...out.values]).toEqual(expected);
  });

  test.each(POOLS.flatMap((pool) => [0, 1].map((count) => [count, ...pool] as const)))(
    'avgPool2d, countPadding %d, kernel %d×%d, stride %d×%d, padding %d×%d',
    (countPadding, ...pool) => {
      const window = pool.slice(0, 6) as [number, number, number, number, number, number];
      const size = pool[6] * pool[7];
      const x = new WasmArray(numbers(PLANES * plane), 1);
      const gradOutput = new WasmArray(numbers(PLANES * size), 2);
      const [out, gradInput] = [new WasmArray(PLANES * size, 3), new WasmArray(PLANES * plane)];
      const [want, wantGrad] = [new Float64Array(PLANES * size), new Float64Array(PLANES * plane)];
      for (let o = 0; o < PLANES * size; o++) {
        const start = Math.floor(o / size) * plane;
        const [oy, ox] = [Math.floor((o % size) / pool[7]), (o % size) % pool[7]];
        const places = windowOf(pool, oy, ox);
        const rows = Math.min(pool[0], HEIGHT + 2 * pool[4] - oy * pool[2]);
        const columns = Math.min(pool[1], WIDTH + 2 * pool[5] - ox * pool[3]);
        const count = countPadding === 1 ? rows * columns : places.length;
        for (const place of places) {
          want[o]! += x.values[start + place]! / count;
          wantGrad[start + place]! += gradOutput.values[o]! / count;
        }
      }
      const geometry = [PLANES, HEIGHT, WIDTH, ...window, pool[6], pool[7], countPadding] as const;
      kernels.avgPool2dForward(...geometry, out.address, x.address);
      expectClose(out.values, want, 1e-6);
      kernels.avgPool2dBackward(...geometry, gradInput.address, gradOutput.address);
      expectClose(gradInput.values, wantGrad, 1e-6);
    },
  );
});
