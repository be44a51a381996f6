import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  clipGradNorm_,
  clipGradValue_,
  GradientError,
  ones,
  tensor,
  type Tensor,
} from '../../engine/index.ts';

function withGrad(values: number[]): Tensor {
  const param = ones([values.length], { dtype: 'float64', requiresGrad: true });
  param.grad = tensor(values, { dtype: 'float64' });
  return param;
}

describe('clipGradNorm_', () => {
  test('scales all gradients by one number, as PyTorch: maxNorm / (norm + 1e-6)', () => {
    const [a, b] = [withGrad([3, 0]), withGrad([-4])];
    expect(clipGradNorm_([a, b], 1)).toBe(5);
    const scale = 1 / (5 + 1e-6);
    expect([a.grad!.toArray(), b.grad!.toArray()]).toEqual([[3 * scale, 0], [-4 * scale]]);
  });

  test('leaves short gradients alone, and skips parameters without one', () => {
    const param = withGrad([3, 4]);
    const grad = param.grad!;
    expect(clipGradNorm_([param, ones([2], { requiresGrad: true })], 6)).toBe(5);
    expect(param.grad).toBe(grad);
    expect(grad.toArray()).toEqual([3, 4]);
    expect(clipGradNorm_([], 1)).toBe(0);
  });

  test.each([
    [1, 7],
    [2, 5],
    [3, 91 ** (1 / 3)],
    [Infinity, 4],
  ])('knows the norm of order %d', (order, norm) => {
    const param = withGrad([3, -4]);
    expect(clipGradNorm_(param, 1, order)).toBeCloseTo(norm, 12);
    expect(param.grad!.toArray()).toEqual([expect.closeTo(3 / norm, 5), expect.closeTo(-4 / norm, 5)]);
  });

  test('reads and writes views', () => {
    const param = ones([2, 2], { dtype: 'float64', requiresGrad: true });
    const large = tensor(
      [
        [3, 9, 0, 9],
        [4, 9, 0, 9],
      ],
      { dtype: 'float64' },
    );
    param.grad = large.slice(1, 0, undefined, 2).T;
    expect(clipGradNorm_(param, 2.5)).toBe(5);
    expect(param.grad.at(0, 1).item()).toBeCloseTo(2, 5);
    expect(large.at(0, 1).item()).toBe(9);
  });

  test('lets NaN through unless told otherwise', () => {
    const param = withGrad([NaN, 1]);
    expect(() => clipGradNorm_(param, 1, 2, { errorIfNonfinite: true })).toThrow(GradientError);
    expect(param.grad!.toArray()).toEqual([NaN, 1]);
    expect(clipGradNorm_(param, 1)).toBeNaN();
    expect(param.grad!.toArray()).toEqual([NaN, NaN]);
    expect(clipGradNorm_(withGrad([NaN]), 1, Infinity)).toBeNaN();
    expect(clipGradNorm_(withGrad([Infinity]), 1)).toBe(Infinity);
  });

  test('refuses bounds that make no sense', () => {
    expect(() => clipGradNorm_([], -1)).toThrow(ArgumentError);
    expect(() => clipGradNorm_([], 1, 0)).toThrow('got normType 0');
  });
});

test('clipGradValue_ cuts each number off', () => {
  const [a, b] = [withGrad([3, -0.5, -4]), withGrad([0])];
  const grad = a.grad!;
  clipGradValue_([a, b, ones([1], { requiresGrad: true })], 1);
  expect(a.grad).toBe(grad);
  expect([grad.toArray(), b.grad!.toArray()]).toEqual([[1, -0.5, -1], [0]]);
  expect(() => clipGradValue_([a], NaN)).toThrow('got clipValue NaN');
});
