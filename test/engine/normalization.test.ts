import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  DtypeError,
  Generator,
  ones,
  randn,
  ShapeError,
  tensor,
  zeros,
  type Tensor,
} from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;
const near = { rtol: 1e-12, atol: 1e-12 };

function draw(shape: readonly number[], seed = 1): Tensor {
  return randn(shape, { ...float64, generator: new Generator(seed) });
}

/** The formula of the documentation, from operations that are proved elsewhere. */
function standardised(x: Tensor, dims: readonly number[], eps: number): Tensor {
  const variance = x.variance(dims, { correction: 0, keepdim: true });
  return x.sub(x.mean(dims, true)).div(variance.add(eps).sqrt());
}

describe('layerNorm', () => {
  test('by hand: 1 and 3 have mean 2 and variance 1', () => {
    const x = tensor([[1, 3]], float64);
    const scale = 1 / Math.sqrt(1 + 1e-5);
    expect(x.layerNorm(2).toArray()).toEqual([[-scale, scale]]);
    const [weight, bias] = [tensor([2, 3], float64), tensor([10, 20], float64)];
    expect(x.layerNorm([2], weight, bias, 0).toArray()).toEqual([[8, 23]]);
    expect(x.layerNorm([2], weight, null, 0).toArray()).toEqual([[-2, 3]]);
    expect(x.layerNorm([2], null, bias, 0).toArray()).toEqual([[9, 21]]);
  });

  test.each([[[5]], [[4, 5]], [[3, 4, 5]]])('over the last sizes %j', (normalized) => {
    const x = draw([2, 3, 4, 5]);
    const dims = normalized.map((_, i) => 4 - normalized.length + i);
    const [weight, bias] = [draw(normalized, 2), draw(normalized, 3)];
    const expected = standardised(x, dims, 1e-5).mul(weight).add(bias);
    expect(x.layerNorm(normalized, weight, bias).allclose(expected, near)).toBe(true);
  });

  test('loses no digits to a large mean', () => {
    const x = tensor([1e8 - 1, 1e8 + 1], float64);
    expect(x.layerNorm(2, null, null, 0).toArray()).toEqual([-1, 1]);
    expect(tensor([5, 5, 5]).layerNorm(3).toArray()).toEqual([0, 0, 0]);
  });

  test('gradients agree with those of the formula', () => {
    const [fused, composed] = [0, 1].map(() =>
      [draw([3, 4]), draw([4], 2), draw([4], 3)].map((t) => t.requiresGrad_()),
    );
    const g = draw([3, 4], 4);
    fused![0]!.layerNorm(4, fused![1], fused![2]).backward(g);
    standardised(composed![0]!, [1], 1e-5).mul(composed![1]!).add(composed![2]!).backward(g);
    fused!.forEach((leaf, i) => expect(leaf.grad!.allclose(composed![i]!.grad!, near)).toBe(true));
  });

  test('refuses sizes and dtypes that do not fit', () => {
    expect(() => zeros([2, 3]).layerNorm(2)).toThrow(ShapeError);
    expect(() => zeros([2, 3]).layerNorm([2])).toThrow('input of shape [2, 3] for the normalizedShape [2]');
    expect(() => zeros([2, 3]).layerNorm([])).toThrow(ShapeError);
    expect(() => zeros([2, 3]).layerNorm(3, zeros([2]))).toThrow('got a weight of shape [2]');
    expect(() => zeros([2, 3]).layerNorm(3, null, zeros([2]))).toThrow('got a bias of shape [2]');
    expect(() => zeros([2, 3]).layerNorm(3, zeros([3], float64))).toThrow(DtypeError);
  });
});

describe('batchNorm', () => {
  test.each([[[6, 3]], [[4, 3, 5]], [[2, 3, 4, 5]]])('in training goes by the batch, for the shape %j', (shape) => {
    const x = draw(shape);
    const dims = [0, 2, 3].slice(0, shape.length - 1);
    const perChannel = [1, 3, ...shape.slice(2).map(() => 1)];
    const [weight, bias] = [draw([3], 2), draw([3], 3)];
    const expected = standardised(x, dims, 1e-5).mul(weight.reshape(perChannel)).add(bias.reshape(perChannel));
    const [mean, variance] = [zeros([3], float64), ones([3], float64)];
    expect(x.batchNorm(mean, variance, weight, bias, { training: true }).allclose(expected, near)).toBe(true);
    expect(mean.allclose(x.mean(dims).mul(0.1), near)).toBe(true);
    expect(variance.allclose(x.variance(dims).mul(0.1).add(0.9), near)).toBe(true);
  });

  test('by hand: running statistics take the share momentum of the new ones, with unbiased variance', () => {
    const x = tensor([[1], [3]], float64);
    const [mean, variance] = [tensor([10], float64), tensor([4], float64)];
    const out = x.batchNorm(mean, variance, null, null, { training: true, momentum: 0.5, eps: 0 });
    expect(out.toArray()).toEqual([[-1], [1]]);
    expect([mean.item(), variance.item()]).toEqual([6, 3]);
    expect(x.batchNorm(null, null, null, null, { training: true, eps: 0 }).toArray()).toEqual([[-1], [1]]);
  });

  test('outside training goes by the running statistics and leaves them alone', () => {
    const x = tensor([[1], [3]], { ...float64, requiresGrad: true });
    const [mean, variance] = [tensor([2], float64), tensor([4], float64)];
    const [weight, bias] = [tensor([6], float64), tensor([1], float64)];
    const out = x.batchNorm(mean, variance, weight, bias, { eps: 0 });
    expect(out.toArray()).toEqual([[-2], [4]]);
    expect([mean.item(), variance.item()]).toEqual([2, 4]);
    variance.fill_(100);
    out.sum().backward();
    expect(x.grad!.toArray()).toEqual([[3], [3]]);
  });

  test('in training, what moves the whole batch has no gradient', () => {
    const x = draw([4, 2, 3]).requiresGrad_();
    x.batchNorm(null, null, null, null, { training: true }).sum().backward();
    expect(x.grad!.allclose(zeros([4, 2, 3], float64), near)).toBe(true);
  });

  test('updates running statistics of another dtype, and inside a graph', () => {
    const [mean, variance] = [zeros([2]), ones([2])];
    const x = draw([4, 2]).requiresGrad_();
    x.batchNorm(mean, variance, null, null, { training: true });
    expect([mean.dtype, mean.requiresGrad]).toEqual(['float32', false]);
    expect(mean.to('float64').allclose(x.mean(0).mul(0.1), { rtol: 1e-6 })).toBe(true);
  });

  test('refuses what has no variance, no statistics or no channels', () => {
    const training = { training: true };
    expect(() => zeros([1, 3]).batchNorm(null, null, null, null, training)).toThrow(ShapeError);
    expect(() => zeros([1, 3]).batchNorm(null, null, null, null, training)).toThrow('with 1 values per channel');
    expect(() => zeros([2, 3]).batchNorm(null, null)).toThrow(ArgumentError);
    expect(() => zeros([3]).batchNorm(null, null)).toThrow('expected [n, c], [n, c, l] or [n, c, h, w]');
    expect(() => zeros([2, 3]).batchNorm(zeros([2]), zeros([3]))).toThrow('got a runningMean of shape [2]');
    expect(() => zeros([2, 3]).batchNorm(zeros([3]), zeros([3]), zeros([2]))).toThrow('got a weight of shape [2]');
  });
});
