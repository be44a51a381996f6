import { describe, expect, test } from 'vitest';
import { ArgumentError, Generator, init, Linear, ShapeError, zeros, type Tensor } from '../../../engine/index.ts';

const options = () => ({ generator: new Generator(5) });
const weight = () => zeros([200, 50, 2], { dtype: 'float64' });
const spread = (x: Tensor): number => x.variance(null).pow(0.5).item();
const largest = (x: Tensor): number => x.abs().max().item();

/** 20,000 draws: the standard deviation is right to about 1 %, the largest of them all but reaches the bound. */
function expectUniform(x: Tensor, bound: number): void {
  expect(largest(x)).toBeLessThanOrEqual(bound);
  expect(largest(x)).toBeGreaterThan(0.999 * bound);
  expect(spread(x) / (bound / Math.sqrt(3))).toBeCloseTo(1, 1.5);
}

function expectNormal(x: Tensor, std: number): void {
  expect(spread(x) / std).toBeCloseTo(1, 1.5);
  expect(largest(x)).toBeGreaterThan(3 * std);
}

// fanIn is 50 · 2 and fanOut 200 · 2.
describe('weights are as large as documented', () => {
  test('xavier', () => {
    expectUniform(init.xavierUniform_(weight(), options()), Math.sqrt(6 / 500));
    expectUniform(init.xavierUniform_(weight(), { ...options(), gain: 2 }), 2 * Math.sqrt(6 / 500));
    expectNormal(init.xavierNormal_(weight(), options()), Math.sqrt(2 / 500));
  });

  test('kaiming', () => {
    expectUniform(init.kaimingUniform_(weight(), options()), Math.sqrt(2) * Math.sqrt(3 / 100));
    expectUniform(init.kaimingUniform_(weight(), { ...options(), a: Math.sqrt(5) }), 1 / Math.sqrt(100));
    expectNormal(init.kaimingNormal_(weight(), { ...options(), nonlinearity: 'relu' }), Math.sqrt(2 / 100));
    expectNormal(
      init.kaimingNormal_(weight(), { ...options(), mode: 'fanOut', nonlinearity: 'tanh' }),
      5 / 3 / Math.sqrt(400),
    );
  });

  test('uniform, normal and constants', () => {
    const x = init.uniform_(weight(), 2, 4, options());
    expect([x.min().item() >= 2, x.max().item() < 4]).toEqual([true, true]);
    expectUniform(x.sub(3), 1);
    const y = init.normal_(weight(), 3, 0.5, options());
    expect(y.mean().item()).toBeCloseTo(3, 1.5);
    expectNormal(y.sub(3), 0.5);
    expect(init.constant_(zeros([2]), 7).toArray()).toEqual([7, 7]);
    expect(init.zeros_(init.ones_(zeros([2]))).toArray()).toEqual([0, 0]);
    expect(init.ones_(zeros([2])).toArray()).toEqual([1, 1]);
  });

  test.each([
    ['linear', 1],
    ['sigmoid', 1],
    ['tanh', 5 / 3],
    ['relu', Math.SQRT2],
    ['leakyRelu', Math.sqrt(2 / 1.0001)],
    ['selu', 0.75],
  ] as const)('the gain of %s', (nonlinearity, gain) => {
    expect(init.calculateGain(nonlinearity)).toBe(gain);
  });
});

test.each([[[3, 5]], [[5, 3]], [[4, 2, 3]], [[1, 1]]])('orthogonal_ makes rows or columns orthonormal: %j', (shape) => {
  const x = init.orthogonal_(zeros(shape, { dtype: 'float64' }), { ...options(), gain: 2 });
  const matrix = x.reshape(shape[0]!, -1);
  const product = shape[0]! <= matrix.shape[1]! ? matrix.matmul(matrix.T) : matrix.T.matmul(matrix);
  product.toArray();
  (product.toArray() as number[][]).forEach((row, i) =>
    row.forEach((value, j) => expect(value).toBeCloseTo(i === j ? 4 : 0, 13)),
  );
});

test('parameters can be filled, and what cannot be filled says so', () => {
  const linear = new Linear(2, 3, options());
  expect(init.constant_(linear.weight, 1)).toBe(linear.weight);
  expect(linear.weight.requiresGrad && linear.weight.isLeaf).toBe(true);
  expect(() => init.xavierUniform_(zeros([3]), options())).toThrow(ShapeError);
  expect(() => init.orthogonal_(zeros([3]), options())).toThrow('expected at least two dimensions, [out, in]');
  expect(() => init.uniform_(zeros([3]), 0, 1, undefined as never)).toThrow('uniform_: got no generator');
  expect(() => init.kaimingNormal_(zeros([3, 3]), {} as never)).toThrow('kaimingNormal_: got no generator');
  expect(() => init.kaimingUniform_(zeros([3, 3]), { ...options(), mode: 'fan_in' as never })).toThrow("'fanOut'");
  expect(() => init.calculateGain('leaky_relu' as never)).toThrow(ArgumentError);
});
