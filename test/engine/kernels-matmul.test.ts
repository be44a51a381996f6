import { afterEach, describe, expect, test } from 'vitest';
import type { WasmKernels } from '../../engine/kernels/wasm-kernels.ts';
import { expectSame, fusedKernels, kernels as plainKernels, numbers, releaseArrays, WasmArray } from './wasm-memory.ts';

afterEach(releaseArrays);

/** A matrix of which only `offset` and strides say where its numbers are, as a view has it. */
interface Matrix {
  readonly array: WasmArray;
  readonly rowStride: number;
  readonly colStride: number;
}

type Layout = 'plain' | 'transposed' | 'spaced' | 'row repeated' | 'column repeated';

function matrix(rows: number, cols: number, layout: Layout, misaligned: number): Matrix {
  const [rowStride, colStride] = {
    plain: [cols, 1],
    transposed: [1, rows],
    spaced: [3 * cols + 1, 3],
    'row repeated': [0, 1],
    'column repeated': [1, 0],
  }[layout] as [number, number];
  const length = rows * cols === 0 ? 0 : (rows - 1) * rowStride + (cols - 1) * colStride + 1;
  return { array: new WasmArray(numbers(length), misaligned), rowStride, colStride };
}

function product(k: number, a: Matrix, b: Matrix, i: number, j: number): [number, number] {
  let total = 0;
  let size = 0;
  for (let p = 0; p < k; p++) {
    const term =
      a.array.values[i * a.rowStride + p * a.colStride]! * b.array.values[p * b.rowStride + j * b.colStride]!;
    total += term;
    size += Math.abs(term);
  }
  return [total, size];
}

/** Every number within k·2⁻²⁴ of the sum of the magnitudes that were added, which float32 cannot be asked to beat. */
function checkProduct(
  kernels: WasmKernels,
  [m, k, n]: readonly [number, number, number],
  layouts: readonly [Layout, Layout],
  accumulate: 0 | 1,
  rows = Array.from({ length: m }, (_, i) => i),
): void {
  const a = matrix(m, k, layouts[0], 1);
  const b = matrix(k, n, layouts[1], 3);
  const out = new WasmArray(numbers(m * n), 2);
  const before = out.values.slice();
  kernels.matmul(
    m,
    k,
    n,
    out.address,
    a.array.address,
    a.rowStride,
    a.colStride,
    b.array.address,
    b.rowStride,
    b.colStride,
    accumulate,
  );
  for (const i of rows) {
    for (let j = 0; j < n; j++) {
      const [total, size] = product(k, a, b, i, j);
      const start = accumulate === 1 ? before[i * n + j]! : 0;
      const error = Math.abs(out.values[i * n + j]! - (start + total));
      const bound = (k + 2) * 2 ** -24 * (size + Math.abs(start));
      if (!(error <= bound)) expect(error, `${m}×${k}×${n} ${layouts.join()} at ${i}, ${j}`).toBeLessThanOrEqual(bound);
    }
  }
  releaseArrays();
}

describe.each([
  ['rounded twice', plainKernels],
  ['fused', fusedKernels],
])('matmul, %s', (_, kernels) => {
  const LAYOUTS = ['plain', 'transposed', 'spaced', 'row repeated', 'column repeated'] as const;
  const pairs = LAYOUTS.flatMap((a) => LAYOUTS.map((b) => [a, b] as const));

  test.each(pairs)('small, %s times %s', (a, b) => {
    for (const m of [0, 1, 2, 3, 4, 5, 8, 13]) {
      for (const k of [0, 1, 2, 3, 4, 7, 16, 21]) {
        for (const n of [0, 1, 2, 3, 4, 5, 8, 9, 16, 23])
          checkProduct(kernels, [m, k, n], [a, b], ((m + n) % 2) as 0 | 1);
      }
    }
  });

  test.each(pairs)('in blocks, %s times %s', (a, b) => {
    checkProduct(kernels, [9, 130, 101], [a, b], 0);
    checkProduct(kernels, [101, 261, 67], [a, b], 1);
    checkProduct(kernels, [1, 300, 70], [a, b], 1);
    checkProduct(kernels, [7, 20, 1030], [a, b], 0, [0, 6]);
  });

  test('large', () => {
    checkProduct(kernels, [200, 600, 520], ['plain', 'plain'], 0, [0, 1, 95, 96, 199]);
    checkProduct(kernels, [200, 600, 520], ['transposed', 'transposed'], 1, [0, 1, 95, 96, 199]);
  });

  test('keeps NaN and infinities where they belong', () => {
    for (const [m, k, n] of [
      [5, 9, 10],
      [1, 9, 10],
      [20, 150, 90],
    ] as const) {
      const a = new WasmArray(numbers(m * k));
      const b = new WasmArray(numbers(k * n));
      const out = new WasmArray(m * n);
      a.values[k - 1] = NaN;
      b.values[n - 1] = Infinity;
      kernels.matmul(m, k, n, out.address, a.address, k, 1, b.address, n, 1, 0);
      for (let i = 0; i < m * n; i++) {
        const kind = i < n ? 'NaN' : i % n === n - 1 ? 'Infinity' : 'number';
        const value = Math.abs(out.values[i]!);
        expect(Number.isNaN(value) ? 'NaN' : value === Infinity ? 'Infinity' : 'number').toBe(kind);
      }
    }
  });

  test('in batches, whose strides may be 0', () => {
    const [batch, m, k, n] = [3, 5, 6, 7];
    const a = new WasmArray(numbers(batch * m * k));
    const b = new WasmArray(numbers(k * n));
    const out = new WasmArray(batch * m * n);
    const one = new WasmArray(m * n);
    kernels.batchedMatmul(batch, m, k, n, out.address, a.address, m * k, k, 1, b.address, 0, n, 1, 0);
    for (let i = 0; i < batch; i++) {
      kernels.matmul(m, k, n, one.address, a.address + i * m * k * 4, k, 1, b.address, n, 1, 0);
      expectSame(out.values.subarray(i * m * n, (i + 1) * m * n), one.values);
    }
  });
});
