import { describe, expect, test } from 'vitest';
import { arange, ArgumentError, ShapeError, tensor, zeros, type Tensor } from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;

/** 0 … 15 in a square. */
const square = () => arange(16, float64).reshape(1, 1, 4, 4).requiresGrad_();
const grid = (x: Tensor) => x.squeeze(0).squeeze(0).toArray();

describe('maxPool2d', () => {
  test('windows lie side by side unless a stride is given', () => {
    expect(grid(square().maxPool2d(2))).toEqual([
      [5, 7],
      [13, 15],
    ]);
    expect(grid(square().maxPool2d(3, { stride: 1 }))).toEqual([
      [10, 11],
      [14, 15],
    ]);
    expect(grid(square().maxPool2d([1, 3]))).toEqual([[2], [6], [10], [14]]);
    expect(square().squeeze(0).maxPool2d(2).shape).toEqual([1, 2, 2]);
  });

  test('padding never wins, even over negative numbers', () => {
    const x = square().detach().sub(100);
    expect(grid(x.maxPool2d(2, { padding: 1 }))).toEqual([
      [-100, -98, -97],
      [-92, -90, -89],
      [-88, -86, -85],
    ]);
    expect(
      tensor([[[-Infinity]]])
        .maxPool2d(1)
        .item(),
    ).toBe(-Infinity);
  });

  test('the first of tied numbers gets the gradient, and overlapping windows add theirs up', () => {
    const tied = tensor([[[[1, 1, 0]]]], { ...float64, requiresGrad: true });
    tied.maxPool2d([1, 2], { stride: 1 }).backward(tensor([[[[1, 10]]]], float64));
    expect(tied.grad!.toArray()).toEqual([[[[1, 10, 0]]]]);
    const x = square();
    x.maxPool2d(3, { stride: 1, padding: 1 }).sum().backward();
    expect(grid(x.grad!)).toEqual([
      [0, 0, 0, 0],
      [0, 1, 1, 2],
      [0, 1, 1, 2],
      [0, 2, 2, 4],
    ]);
  });

  test('NaN is not hidden', () => {
    expect(
      tensor([[[1, NaN, 2]]])
        .maxPool2d([1, 3])
        .item(),
    ).toBeNaN();
  });
});

describe('avgPool2d', () => {
  test('averages windows', () => {
    expect(grid(square().avgPool2d(2))).toEqual([
      [2.5, 4.5],
      [10.5, 12.5],
    ]);
  });

  test('padding counts as zeros, or not at all', () => {
    expect(grid(square().avgPool2d(2, { padding: 1 }))).toEqual([
      [0, 3 / 4, 3 / 4],
      [12 / 4, 30 / 4, 18 / 4],
      [12 / 4, 27 / 4, 15 / 4],
    ]);
    expect(grid(square().avgPool2d(2, { padding: 1, countIncludePad: false }))).toEqual([
      [0, 1.5, 3],
      [6, 7.5, 9],
      [12, 13.5, 15],
    ]);
  });

  test('gives each number its share of each window it was in', () => {
    const x = tensor([[[[1, 2, 3]]]], { ...float64, requiresGrad: true });
    x.avgPool2d([1, 2], { stride: 1 }).backward(tensor([[[[2, 20]]]], float64));
    expect(x.grad!.toArray()).toEqual([[[[1, 11, 10]]]]);
    const y = tensor([[[[1, 2]]]], { ...float64, requiresGrad: true });
    y.avgPool2d([1, 2], { padding: [0, 1], countIncludePad: false })
      .sum()
      .backward();
    expect(y.grad!.toArray()).toEqual([[[[1, 1]]]]);
  });
});

test('both in one dimension', () => {
  const x = tensor([[[3, 1, 2, 5, 4]]], float64);
  expect(x.maxPool1d(2).toArray()).toEqual([[[3, 5]]]);
  expect(x.maxPool1d(3, { stride: 1, padding: 1 }).toArray()).toEqual([[[3, 3, 5, 5, 5]]]);
  expect(x.avgPool1d(2, { stride: 3 }).toArray()).toEqual([[[2, 4.5]]]);
  expect(x.squeeze(0).avgPool1d([5]).toArray()).toEqual([[3]]);
});

test('what makes no windows is refused, with the formula', () => {
  expect(() => zeros([1, 1, 3, 9]).maxPool2d(4)).toThrow(ShapeError);
  expect(() => zeros([1, 1, 3, 9]).maxPool2d(4)).toThrow(
    '⌊(3 + 0 − 1 · (4 − 1) − 1) / 4⌋ + 1 = 0; expected at least 1',
  );
  expect(() => zeros([3, 3]).avgPool2d(2)).toThrow('expected [n, c, h, w] or [c, h, w]');
  expect(() => zeros([1, 1, 1, 3]).avgPool1d(2)).toThrow('expected [n, c, l] or [c, l]');
  expect(() => square().maxPool2d(3, { padding: 2 })).toThrow(ArgumentError);
  expect(() => square().maxPool2d(3, { padding: 2 })).toThrow('got padding [2, 2] for windows of [3, 3]');
  expect(() => square().avgPool2d(0)).toThrow('got kernelSize 0; expected a whole number from 1 up');
});
