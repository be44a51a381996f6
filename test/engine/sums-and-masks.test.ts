import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  full,
  IndexOutOfRangeError,
  ShapeError,
  tensor,
  zeros,
  type Tensor,
} from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;

function leaf(values: Parameters<typeof tensor>[0]): Tensor {
  return tensor(values, { ...float64, requiresGrad: true });
}

describe('cumsum', () => {
  const x = () =>
    leaf([
      [1, 2, 3],
      [4, 5, 6],
    ]);

  test('adds up along either dimension', () => {
    expect(x().cumsum(1).toArray()).toEqual([
      [1, 3, 6],
      [4, 9, 15],
    ]);
    expect(x().cumsum(-2).toArray()).toEqual([
      [1, 2, 3],
      [5, 7, 9],
    ]);
    expect(zeros([2, 0]).cumsum(1).shape).toEqual([2, 0]);
  });

  test('gives each number the gradient of all sums it is in', () => {
    const input = x();
    input.cumsum(1).sum().backward();
    expect(input.grad!.toArray()).toEqual([
      [3, 2, 1],
      [3, 2, 1],
    ]);
  });

  test('keeps its digits in float32, and refuses a dimension that is not there', () => {
    const last = full([1_000_000], 0.1).cumsum(0).at(-1).item();
    expect(last).toBe(Math.fround(1e6 * Math.fround(0.1)));
    expect(() => x().cumsum(2)).toThrow(IndexOutOfRangeError);
  });
});

describe('maskedFill', () => {
  test('writes where the mask is not 0, broadcasting the mask only', () => {
    const x = leaf([
      [1, 2],
      [3, 4],
    ]);
    const y = x.maskedFill(tensor([0, 7]), -Infinity);
    expect(y.toArray()).toEqual([
      [1, -Infinity],
      [3, -Infinity],
    ]);
    y.sum().backward();
    expect(x.grad!.toArray()).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(() => x.maskedFill(zeros([3, 2, 2]), 0)).toThrow(ShapeError);
    expect(() => tensor([1]).maskedFill(zeros([2]), 0)).toThrow('expected a mask that broadcasts to it');
  });

  test('goes by the mask as it was, whatever is written to it later', () => {
    const mask = tensor([1, 0]);
    const x = leaf([5, 6]);
    const y = x.maskedFill(mask, 0);
    mask.fill_(1);
    y.sum().backward();
    expect(x.grad!.toArray()).toEqual([0, 1]);
  });
});

describe('norm', () => {
  const x = () =>
    leaf([
      [3, -4],
      [0, 0],
    ]);

  test('for p = 1, 2 and Infinity, over all or along a dimension', () => {
    expect([x().norm().item(), x().norm(1).item(), x().norm(Infinity).item()]).toEqual([5, 7, 4]);
    expect(x().norm(2, 1).toArray()).toEqual([5, 0]);
    expect(x().norm(1, 0).toArray()).toEqual([3, 4]);
    expect(x().norm(Infinity, -1, true).toArray()).toEqual([[4], [0]]);
    expect(x().norm(2, [0, 1], true).toArray()).toEqual([[5]]);
    expect(zeros([0]).norm().item()).toBe(0);
    expect(tensor(-3).norm(Infinity).item()).toBe(3);
  });

  test('its gradient is the direction, and 0 where there is none', () => {
    const gradient = (p: number) => {
      const input = x();
      input.norm(p, 1).sum().backward();
      return input.grad!.toArray();
    };
    expect(gradient(2)).toEqual([
      [3 / 5, -4 / 5],
      [0, 0],
    ]);
    expect(gradient(1)).toEqual([
      [1, -1],
      [0, 0],
    ]);
    expect(gradient(Infinity)).toEqual([
      [0, -1],
      [0, 0],
    ]);
  });

  test('the largest share the gradient of p = Infinity', () => {
    const input = leaf([2, -2, 1]);
    input.norm(Infinity).backward();
    expect(input.grad!.toArray()).toEqual([0.5, -0.5, 0]);
  });

  test('refuses other powers and nothing to choose from', () => {
    expect(() => x().norm(3)).toThrow(ArgumentError);
    expect(() => x().norm(3)).toThrow('got p = 3; expected 1, 2 or Infinity');
    expect(() => zeros([0]).norm(Infinity)).toThrow(ShapeError);
    expect(() => x().norm(2, 5)).toThrow(IndexOutOfRangeError);
  });
});
