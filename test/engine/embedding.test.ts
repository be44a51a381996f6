import { expect, test } from 'vitest';
import { IndexOutOfRangeError, ShapeError, tensor, zeros } from '../../engine/index.ts';

const table = () =>
  tensor(
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    { dtype: 'float64', requiresGrad: true },
  );

test('embedding looks up rows for indices of any shape', () => {
  const weight = table();
  expect(
    tensor([
      [2, 0],
      [2, 2],
    ])
      .embedding(weight)
      .toArray(),
  ).toEqual([
    [
      [5, 6],
      [1, 2],
    ],
    [
      [5, 6],
      [5, 6],
    ],
  ]);
  expect(tensor(1).embedding(weight).toArray()).toEqual([3, 4]);
  expect(zeros([0]).embedding(weight).shape).toEqual([0, 2]);
  expect(tensor([0]).embedding(weight).dtype).toBe('float64');
});

test('a row named several times collects all its gradients, one never named gets 0', () => {
  const weight = table();
  const indices = tensor([2, 0, 2]);
  const scale = tensor(
    [
      [1, 10],
      [2, 20],
      [4, 40],
    ],
    { dtype: 'float64' },
  );
  const out = indices.embedding(weight).mul(scale).sum();
  indices.fill_(1);
  out.backward();
  expect(weight.grad!.toArray()).toEqual([
    [2, 20],
    [0, 0],
    [5, 50],
  ]);
});

test('an index outside is named, and where it stands', () => {
  expect(() => tensor([0, 3]).embedding(table())).toThrow(IndexOutOfRangeError);
  expect(() => tensor([0, 3]).embedding(table())).toThrow(
    'got index 3 (at position 1 of 2); expected a whole number from 0 to 2, as the weight has 3 rows',
  );
  expect(() => tensor([-1]).embedding(table())).toThrow('got index -1');
  expect(() => tensor([0.5]).embedding(table())).toThrow('got index 0.5');
  expect(() => tensor([0]).embedding(tensor([1, 2]))).toThrow(ShapeError);
});
