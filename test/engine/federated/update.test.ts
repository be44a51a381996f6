import { describe, expect, test } from 'vitest';
import {
  addGaussianNoise,
  ArgumentError,
  clipUpdate,
  fedAvg,
  Generator,
  ShapeError,
  tensor,
  zeros,
} from '../../../engine/index.ts';

const pair = (a: number, b: number[]) => [tensor(a, { dtype: 'float64' }), tensor(b, { dtype: 'float64' })];

describe('fedAvg', () => {
  test('weighs each update by its samples', () => {
    const averaged = fedAvg([pair(1, [0, 8]), pair(5, [4, 0])], [1, 3]);
    expect(averaged.map((each) => each.toArray())).toEqual([4, [3, 2]]);
    expect(fedAvg([pair(1, [0, 8]), pair(5, [4, 0])], [7, 0])[0]!.item()).toBe(1);
  });

  test('reads views, keeps the dtype, and rounds once', () => {
    const twisted = tensor([
      [1, 2],
      [3, 4],
    ]).T;
    expect(fedAvg([[twisted], [zeros([2, 2])]], [1, 1])[0]!.toArray()).toEqual([
      [0.5, 1.5],
      [1, 2],
    ]);
    const many = Array.from({ length: 1000 }, () => [tensor([0.1])]);
    expect(
      fedAvg(
        many,
        many.map(() => 3),
      )[0]!.toArray(),
    ).toEqual([Math.fround(0.1)]);
    expect(
      fedAvg(
        many,
        many.map(() => 3),
      )[0]!.dtype,
    ).toBe('float32');
  });

  test('refuses what does not fit together', () => {
    expect(() => fedAvg([], [])).toThrow(ArgumentError);
    expect(() => fedAvg([pair(1, [2])], [1, 2])).toThrow('1 updates and 2 counts');
    expect(() => fedAvg([pair(1, [2])], [0])).toThrow('not all of them 0');
    expect(() => fedAvg([pair(1, [2]), pair(1, [2])], [2, -1])).toThrow(ArgumentError);
    expect(() => fedAvg([pair(1, [2]), pair(1, [2, 3])], [1, 1])).toThrow(ShapeError);
    expect(() => fedAvg([pair(1, [2]), [tensor(1)]], [1, 1])).toThrow('got an update of shapes []; expected [], [1]');
  });
});

test('clipUpdate shortens all tensors by one number, and only if they are too long', () => {
  const update = pair(2, [3, -6]);
  expect(clipUpdate(update, 3.5).map((each) => each.toArray())).toEqual([1, [1.5, -3]]);
  expect(clipUpdate(update, 7).map((each) => each.toArray())).toEqual([2, [3, -6]]);
  expect(clipUpdate(pair(0, [0]), 1).map((each) => each.toArray())).toEqual([0, [0]]);
  expect(update[0]!.item()).toBe(2);
  expect(() => clipUpdate(update, 0)).toThrow('got maxNorm 0');
});

test('addGaussianNoise adds numbers with the standard deviation asked for', () => {
  const noisy = addGaussianNoise([zeros([10000], { dtype: 'float64' }).add(5), tensor([1])], 0.5, {
    generator: new Generator(3),
  });
  expect(noisy[0]!.mean().item()).toBeCloseTo(5, 1);
  expect(Math.sqrt(noisy[0]!.variance().item())).toBeCloseTo(0.5, 1);
  expect([noisy[1]!.dtype, noisy[1]!.item() === 1]).toEqual(['float32', false]);
  expect(addGaussianNoise([tensor([1, 2])], 0, { generator: new Generator(3) })[0]!.toArray()).toEqual([1, 2]);
  expect(() => addGaussianNoise([], -1, { generator: new Generator(3) })).toThrow('got std -1');
  expect(() => addGaussianNoise([zeros([1])], 1, {} as never)).toThrow('got no generator');
});
