import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  GradcheckError,
  gradcheck,
  noGrad,
  numericalGradient,
  tensor,
  type Tensor,
} from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;

/** A function whose gradient the engine gets wrong: the part inside noGrad is not seen by backward. */
const halfHidden = (x: Tensor) => x.mul(noGrad(() => x.mul(1)));

describe('gradcheck', () => {
  test('passes what is right, for several inputs and any shape of output', () => {
    const [a, b] = [
      tensor(
        [
          [1, 2],
          [3, 4],
        ],
        float64,
      ),
      tensor([0.5, -1], float64),
    ];
    expect(gradcheck((x, y) => x!.matmul(y!).tanh(), [a, b])).toBe(true);
    expect(gradcheck((x) => x!.exp(), [tensor(1)])).toBe(true);
  });

  test('names the argument, the index and both numbers', () => {
    const inputs = [tensor([1, 2], float64), tensor([[1, 3]], float64)];
    const run = () => gradcheck((x, y) => x!.add(halfHidden(y!)), inputs);
    expect(run).toThrow(GradcheckError);
    expect(run).toThrow(/argument 1 at index \[0, 0\]: backward\(\) gave [\d.]+, central differences give [\d.]+/);
    const [, got, expected] = /gave ([\d.]+), central differences give ([\d.]+)/.exec(messageOf(run))!;
    expect(Number(expected) / Number(got)).toBeCloseTo(2, 6);
  });

  test('notices an error of one part in 100,000, and lets one pass only if told to', () => {
    const slightlyOff = (x?: Tensor) => x!.add(noGrad(() => x!.mul(1e-5)));
    const inputs = [tensor([1, 2], float64)];
    expect(() => gradcheck(slightlyOff, inputs)).toThrow(GradcheckError);
    expect(gradcheck(slightlyOff, inputs, { rtol: 1e-4 })).toBe(true);
  });

  test('notices a gradient that is missing altogether, and one that is NaN', () => {
    expect(() => gradcheck((x) => x!.detach(), [tensor([1], float64)])).toThrow('backward() gave 0, ');
    expect(() => gradcheck((x) => x!.sqrt().mul(0), [tensor([0], float64)])).toThrow(GradcheckError);
  });

  test('leaves its inputs alone', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    expect(gradcheck((y) => y!.pow(3), [x])).toBe(true);
    expect([x.grad, x.toArray(), x.dtype]).toEqual([null, [1, 2], 'float32']);
    expect(() => gradcheck((y) => y!, x as never)).toThrow(ArgumentError);
  });
});

describe('numericalGradient', () => {
  test('keeps the form of the point', () => {
    expect(numericalGradient((x) => x ** 3, 2)).toBeCloseTo(12, 8);
    const vector = numericalGradient(([x, y]) => x! * y! ** 2, [3, 2]);
    expect(vector).toEqual([expect.closeTo(4, 8), expect.closeTo(12, 8)]);
    const matrix = numericalGradient(
      (w: number[][]) => w[0]![1]! * w[1]![0]!,
      [
        [1, 2],
        [3, 4],
      ],
    );
    expect(matrix).toEqual([
      [expect.closeTo(0, 8), expect.closeTo(3, 8)],
      [expect.closeTo(2, 8), expect.closeTo(0, 8)],
    ]);
    expect(numericalGradient((p) => p[0]![0]![0]! ** 2, [[[5]]])).toEqual([[[expect.closeTo(10, 7)]]]);
  });

  test('is good to nine digits for smooth functions', () => {
    for (const x of [-2, -0.3, 0, 0.7, 3])
      expect(Math.abs(numericalGradient(Math.sin, x) - Math.cos(x))).toBeLessThan(1e-9);
    expect(numericalGradient((x) => x * x, 1e6) / 2e6).toBeCloseTo(1, 9);
  });

  test('is exact for a straight line, since it divides by the distance really stepped', () => {
    for (const x of [0.1, 0.7, 3.3, 1e5 + 0.1]) expect(numericalGradient((at) => at, x)).toBe(1);
  });

  test('hands out copies, so that a careless function spoils nothing', () => {
    const point = [[1, 2]];
    const gradient = numericalGradient((w: number[][]) => {
      const result = w[0]![0]! + 2 * w[0]![1]!;
      w[0]!.fill(99);
      return result;
    }, point);
    expect(gradient).toEqual([[expect.closeTo(1, 8), expect.closeTo(2, 8)]]);
    expect(point).toEqual([[1, 2]]);
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('expected an error');
}
