import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eye, Generator, randn, ShapeError, tensor, zeros, type Tensor } from '../../engine/index.ts';
import { disguises } from './disguises.ts';

const sizes = fc.record({
  n: fc.nat(9),
  k: fc.nat(9),
  m: fc.nat(9),
  seed: fc.nat(1e6),
  which: fc.nat(disguises.length),
});

function random(shape: number[], seed: number): Tensor {
  return randn(shape, { generator: new Generator(seed), dtype: 'float64' });
}

function naive(a: Tensor, b: Tensor): number[][] {
  const [rows, columns] = [a.toArray() as number[][], b.T.toArray() as number[][]];
  return rows.map((row) => columns.map((column) => row.reduce((sum, x, p) => sum + x * column[p]!, 0)));
}

test('a matrix product is rows times columns, for every layout of either side', () => {
  fc.assert(
    fc.property(sizes, ({ n, k, m, seed, which }) => {
      const [a, b] = [random([n, k], seed), random([k, m], seed + 1)];
      const disguise = disguises[which]?.[1] ?? ((x: Tensor) => x);
      const expected =
        n * m === 0 ? zeros([n, m], { dtype: 'float64' }) : tensor(naive(a, b), { dtype: 'float64' }).reshape(n, m);
      for (const product of [
        a.matmul(b),
        disguise(a).matmul(b),
        a.matmul(disguise(b)),
        disguise(a).matmul(disguise(b)),
      ]) {
        expect(product.shape).toEqual([n, m]);
        expect(product.allclose(expected, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
      }
    }),
  );
});

test('(ab)ᵀ is bᵀaᵀ, and the identity changes nothing', () => {
  fc.assert(
    fc.property(sizes, ({ n, k, m, seed }) => {
      const [a, b] = [random([n, k], seed), random([k, m], seed + 1)];
      expect(a.matmul(b).T.allclose(b.T.matmul(a.T), { atol: 1e-12 })).toBe(true);
      expect(a.matmul(eye(k, k, { dtype: 'float64' })).allclose(a)).toBe(true);
    }),
  );
});

describe('shapes', () => {
  test.each([
    [[3], [3], []],
    [[2, 3], [3], [2]],
    [[3], [3, 4], [4]],
    [
      [2, 3],
      [3, 4],
      [2, 4],
    ],
    [
      [5, 2, 3],
      [3, 4],
      [5, 2, 4],
    ],
    [
      [5, 2, 3],
      [5, 3, 4],
      [5, 2, 4],
    ],
    [
      [6, 1, 2, 3],
      [5, 3, 4],
      [6, 5, 2, 4],
    ],
    [[3], [5, 3, 4], [5, 4]],
    [[5, 2, 3], [3], [5, 2]],
  ])('%j times %j is %j', (a, b, expected) => {
    expect(random(a, 1).matmul(random(b, 2)).shape).toEqual(expected);
  });

  test('a batch is multiplied matrix by matrix', () => {
    const [a, b] = [random([2, 1, 3, 4], 1), random([5, 4, 2], 2)];
    const product = a.matmul(b);
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 5; j++) expect(product.at(i, j).toArray()).toEqual(a.at(i, 0).matmul(b.at(j)).toArray());
    }
  });

  test('what does not fit is refused with both shapes', () => {
    expect(() => zeros([2, 3]).matmul(zeros([2, 3]))).toThrow(ShapeError);
    expect(() => zeros([2, 3]).matmul(zeros([2, 3]))).toThrow(
      'got shapes [2, 3] and [2, 3]; expected the last size of the first (3) to equal the number of rows of the second (2)',
    );
    expect(() => zeros([2, 1, 3]).matmul(zeros([4, 3, 1]))).toThrow('matmul (batches)');
    expect(() => zeros([]).matmul(zeros([1]))).toThrow('Use mul');
    expect(() => zeros([2]).matmul(3 as never)).toThrow('got a number; expected a tensor');
  });
});
