import { expect, test } from 'vitest';
import { ArgumentError, tensor, type Tensor } from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;

function gradientOf(values: readonly number[], f: (x: Tensor) => Tensor): unknown {
  const x = tensor(values, { ...float64, requiresGrad: true });
  f(x).sum().backward();
  return x.grad!.toArray();
}

test('leakyRelu lets a little of the negative side through', () => {
  expect(tensor([-2, 0, 3], float64).leakyRelu().toArray()).toEqual([-0.02, 0, 3]);
  expect(tensor([-2, 0.25, 3], float64).leakyRelu(0.5).toArray()).toEqual([-1, 0.25, 3]);
  expect(tensor([NaN]).leakyRelu().item()).toBeNaN();
  expect(gradientOf([-2, 0, 3], (x) => x.leakyRelu(0.5))).toEqual([0.5, 0.5, 1]);
});

test('silu is x times its sigmoid, at both ends too', () => {
  const x = [-800, -1, 0, 2, 800];
  const expected = [-0, -1 / (1 + Math.E), 0, 2 / (1 + Math.exp(-2)), 800];
  const got = tensor(x, float64).silu().toArray() as number[];
  got.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 15));
  expect(gradientOf([0], (v) => v.silu())).toEqual([0.5]);
});

// x · Φ(x) to 20 digits, from a computation with 40.
const GELU: readonly (readonly [x: number, y: number])[] = [
  [-10, -7.619853024160526066e-23],
  [-6, -5.9195258702261888442e-9],
  [-3, -0.00404969409489028358],
  [-1, -0.15865525393145705141],
  [-0.5, -0.15426876936299344818],
  [-0.1, -0.046017216272297104188],
  [0, 0],
  [0.1, 0.053982783727702901364],
  [0.25, 0.14967658142073093106],
  [0.6, 0.43544812934995583127],
  [1, 0.84134474606854294859],
  [2, 1.9544997361036415856],
  [3, 2.9959503059051097164],
  [5.5, 5.4999998955574064376],
  [40, 40],
];

test.each(GELU)('gelu(%d) is right to 15 digits, far out on the negative side too', (x, y) => {
  const got = tensor([x], float64).gelu().item();
  // Far out, the last digit of x²/2 is worth many of exp(−x²/2).
  const digits = 1e-15 * Math.max(1, (x * x) / 4);
  expect(Math.abs(got - y)).toBeLessThanOrEqual(digits * Math.abs(y));
});

test('gelu with tanh follows the formula in the documentation', () => {
  const values = [-3, -0.5, 0, 0.7, 4];
  const expected = values.map((x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))));
  const got = tensor(values, float64).gelu({ approximate: 'tanh' });
  expect(got.allclose(tensor(expected, float64), { rtol: 1e-14, atol: 1e-16 })).toBe(true);
  const exact = tensor(values, float64).gelu();
  expect(got.allclose(exact, { rtol: 0, atol: 1e-3 })).toBe(true);
  expect(got.allclose(exact, { rtol: 0, atol: 1e-6 })).toBe(false);
});

test('gelu has slope ½ at 0 and refuses an approximation it does not know', () => {
  expect(gradientOf([0], (x) => x.gelu())).toEqual([0.5]);
  expect(gradientOf([0], (x) => x.gelu({ approximate: 'tanh' }))).toEqual([0.5]);
  expect(() => tensor([1]).gelu({ approximate: 'cubic' as 'tanh' })).toThrow(ArgumentError);
  expect(() => tensor([1]).gelu({ approximate: 'cubic' as 'tanh' })).toThrow("expected 'none' or 'tanh'");
});
