import { describe, expect, test } from 'vitest';
import {
  crossEntropy,
  Generator,
  InPlaceError,
  mseLoss,
  noGrad,
  randint,
  randn,
  tape,
  tensor,
  type Reduction,
  type Shape,
} from '../../../engine/index.ts';
import { expectInWasm } from './agreement.ts';

const reductions: Reduction[] = ['mean', 'sum', 'none'];

test.each(reductions)('crossEntropy with reduction %s', (reduction) => {
  for (const [n, classes] of [
    [2, 3],
    [5, 1],
    [16, 10],
    [33, 65],
  ] as const) {
    const target = randint(0, classes, [n], { generator: new Generator(n) });
    const run = (x?: Parameters<typeof crossEntropy>[0]) => crossEntropy(x!.mul(3), target, { reduction });
    expectInWasm({ op: 'crossEntropy', shapes: [[n, classes]], run, tolerance: 5e-6 });
  }
  expectInWasm({
    op: 'crossEntropy',
    shapes: [[7]],
    run: (x) => crossEntropy(x!, tensor(4), { reduction }),
    tolerance: 5e-6,
  });
});

test.each(reductions)('mseLoss with reduction %s', (reduction) => {
  for (const shape of [[2], [3, 4], [2, 3, 5], [32, 1]] as Shape[]) {
    const run = (x?: Parameters<typeof mseLoss>[0], y?: Parameters<typeof mseLoss>[1]) =>
      mseLoss(x!, y!, { reduction });
    expectInWasm({ op: 'mseLoss', shapes: [shape, shape], run, tolerance: 5e-6 });
  }
});

describe('one operation on the tape', () => {
  const logits = randn([4, 3], { generator: new Generator(1), requiresGrad: true });

  test('is what a loss is', () => {
    expect(tape(mseLoss(logits, logits.detach())).map(({ op }) => op)).toEqual(['mseLoss']);
    expect(tape(crossEntropy(logits, tensor([0, 1, 2, 0]))).map(({ op }) => op)).toEqual(['crossEntropy']);
  });

  test('is not what weights, smoothing or ignored examples need', () => {
    const several = (options: Parameters<typeof crossEntropy>[2], target = [0, 1, 2, 0]) =>
      expect(tape(crossEntropy(logits, tensor(target), options)).length).toBeGreaterThan(1);
    several({ weight: tensor([1, 2, 3]) });
    several({ labelSmoothing: 0.1 });
    several({ ignoreIndex: 2 });
    several({}, [0, -100, 1, 2]);
  });
});

test('a target that was written over does not change the gradient without a word', () => {
  const x = randn([2, 3], { generator: new Generator(2), requiresGrad: true });
  const target = tensor([0, 1]);
  const loss = crossEntropy(x, target);
  noGrad(() => target.fill_(2));
  expect(() => loss.backward()).toThrow(InPlaceError);
});

test('numbers of two dtypes meet in float64', () => {
  const [a, b] = [tensor([1, 2]), tensor([3, 5], { dtype: 'float64' })];
  expect(mseLoss(a, b).dtype).toBe('float64');
  expect(mseLoss(a, b).item()).toBe(6.5);
  const loss = crossEntropy(tensor([[1, 2]], { dtype: 'float64' }), tensor([1]));
  expect(loss.item()).toBeCloseTo(Math.log(1 + Math.exp(-1)), 15);
});
