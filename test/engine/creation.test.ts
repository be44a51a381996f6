import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  arange,
  DtypeError,
  eye,
  full,
  linspace,
  ones,
  onesLike,
  ShapeError,
  tensor,
  zeros,
  zerosLike,
} from '../../engine/index.ts';

describe('tensor', () => {
  test('takes numbers, nested lists and typed arrays', () => {
    expect(tensor(3).shape).toEqual([]);
    expect(tensor(3).item()).toBe(3);
    expect(tensor([]).shape).toEqual([0]);
    expect(
      tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]).shape,
    ).toEqual([2, 3]);
    expect(
      tensor([
        [1, 2],
        [3, 4],
      ]).toArray(),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(tensor(new Int16Array([1, -2])).toArray()).toEqual([1, -2]);
  });

  test('copies what it is given', () => {
    const source = new Float64Array([1, 2]);
    const copied = tensor(source);
    source[0] = 9;
    expect(copied.toArray()).toEqual([1, 2]);
  });

  test('is float32 unless told otherwise; a Float64Array stays float64', () => {
    expect(tensor([0.1]).dtype).toBe('float32');
    expect(tensor([0.1]).toArray()).toEqual([Math.fround(0.1)]);
    expect(tensor([0.1], { dtype: 'float64' }).toArray()).toEqual([0.1]);
    expect(tensor(new Float64Array(1)).dtype).toBe('float64');
    expect(tensor(new Float64Array(1), { dtype: 'float32' }).dtype).toBe('float32');
  });

  test.each([
    [[[1, 2], [3]], 'at index [1] there is a list of 1; expected a list of 2'],
    [[[1, 2], 3], 'at index [1] there is a single number; expected a list of 2'],
    [[1, [2]], 'at index [1] there is a list of 1; expected a single number'],
    [
      [
        [[1], [2]],
        [[3], [4, 5]],
      ],
      'at index [1, 1] there is a list of 2; expected a list of 1',
    ],
  ])('says where %j is uneven', (data, message) => {
    expect(() => tensor(data)).toThrow(ShapeError);
    expect(() => tensor(data)).toThrow(message);
  });

  test('says where something is not a number', () => {
    expect(() => tensor([[1, '2']] as never)).toThrow(DtypeError);
    expect(() => tensor([[1, '2']] as never)).toThrow('got the text "2" at index [0, 1]');
    expect(() => tensor([null] as never)).toThrow('got null at index [0]');
    expect(() => tensor(undefined as never)).toThrow('got undefined; expected a number');
    expect(() => tensor(tensor(1) as never)).toThrow('Use clone()');
    expect(() => tensor([1], { dtype: 'int8' as never })).toThrow(DtypeError);
  });
});

test('makers fill shapes as PyTorch does', () => {
  expect(zeros([2, 1]).toArray()).toEqual([[0], [0]]);
  expect(ones([2]).toArray()).toEqual([1, 1]);
  expect(full([2], 7).toArray()).toEqual([7, 7]);
  expect(eye(2, 3).toArray()).toEqual([
    [1, 0, 0],
    [0, 1, 0],
  ]);
  expect(arange(3).toArray()).toEqual([0, 1, 2]);
  expect(arange(1, 2, 0.5).toArray()).toEqual([1, 1.5]);
  expect(arange(3, 0, -1).toArray()).toEqual([3, 2, 1]);
  expect(arange(2, { dtype: 'float64' }).dtype).toBe('float64');
  expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(linspace(2, 9, 1).toArray()).toEqual([2]);
  expect(linspace(0, 1, 50, { dtype: 'float64' }).at(-1).item()).toBe(1);
  const wide = tensor([[1, 2]], { dtype: 'float64' });
  expect([zerosLike(wide).dtype, onesLike(wide).toArray()]).toEqual(['float64', [[1, 1]]]);
  expect(ones([2], { requiresGrad: true }).requiresGrad).toBe(true);
});

test('makers refuse what means nothing', () => {
  expect(() => zeros([2, -1])).toThrow(ShapeError);
  expect(() => zeros([1.5])).toThrow('expected whole numbers');
  expect(() => zeros(3 as never)).toThrow('expected a list of sizes');
  expect(() => arange(0, 1, -1)).toThrow(ArgumentError);
  expect(() => arange(0, 1, 0)).toThrow(ArgumentError);
  expect(() => linspace(0, 1, -1)).toThrow(ArgumentError);
});

describe('printing', () => {
  test.each([
    [tensor([[1, 2]]), 'tensor([[1.0000, 2.0000]])'],
    [tensor(3.5), 'tensor(3.5000)'],
    [tensor([1, -10.25]), 'tensor([  1.0000, -10.2500])'],
    [tensor([]), 'tensor([])'],
    [zeros([2, 0]), 'tensor([], shape=[2, 0])'],
    [tensor([1, NaN, -Infinity]), 'tensor([1.0000,    nan,   -inf])'],
    [tensor([0.00001, 1], { dtype: 'float64' }), 'tensor([1.0000e-05, 1.0000e+00], dtype=float64)'],
    [tensor([1], { requiresGrad: true }), 'tensor([1.0000], requiresGrad=true)'],
    [tensor([1], { requiresGrad: true }).mul(2), 'tensor([2.0000], gradFn=<mul>)'],
    [
      tensor([
        [1, 2],
        [3, 4],
      ]),
      'tensor([[1.0000, 2.0000],\n        [3.0000, 4.0000]])',
    ],
    [zeros([2, 1, 1]), 'tensor([[[0.0000]],\n\n        [[0.0000]]])'],
    [
      tensor([
        [1, 2],
        [3, 4],
      ]).T,
      'tensor([[1.0000, 3.0000],\n        [2.0000, 4.0000]])',
    ],
  ])('%#', (value, text) => {
    expect(value.toString()).toBe(text);
    expect(`${value}`).toBe(text);
  });

  test('leaves out the middle of large tensors and breaks long lines', () => {
    expect(arange(2000).toString()).toBe(
      'tensor([   0.0000,    1.0000,    2.0000, ..., 1997.0000, 1998.0000,\n        1999.0000])',
    );
    expect(zeros([40, 40]).toString().split('\n')).toHaveLength(7);
  });
});
