import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  binaryCrossEntropyWithLogits,
  crossEntropy,
  Generator,
  gradcheck,
  huberLoss,
  IndexOutOfRangeError,
  klDivLoss,
  l1Loss,
  mseLoss,
  rand,
  randint,
  randn,
  ShapeError,
  smoothL1Loss,
  tensor,
  type Reduction,
  type Tensor,
} from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;
const reductions: Reduction[] = ['mean', 'sum', 'none'];

describe.each(reductions)('gradients with reduction %s', (reduction) => {
  const generator = new Generator(1);
  const [logits, other] = [randn([4, 3], { generator, ...float64 }), randn([4, 3], { generator, ...float64 })];
  const classes = randint(0, 3, [4], { generator });
  const shares = other.softmax(1);

  const cases: [string, (...inputs: Tensor[]) => Tensor, Tensor[]][] = [
    ['mseLoss', (a, b) => mseLoss(a!, b!, { reduction }), [logits, other]],
    ['l1Loss', (a, b) => l1Loss(a!, b!, { reduction }), [logits, other]],
    ['huberLoss', (a, b) => huberLoss(a!, b!, { reduction, delta: 0.7 }), [logits, other]],
    ['smoothL1Loss', (a, b) => smoothL1Loss(a!, b!, { reduction, beta: 0.7 }), [logits, other]],
    ['klDivLoss', (a, b) => klDivLoss(a!, b!, { reduction }), [logits.logSoftmax(1), shares]],
    ['klDivLoss of logarithms', (a, b) => klDivLoss(a!, b!, { reduction, logTarget: true }), [logits, shares.log()]],
    [
      'binaryCrossEntropyWithLogits with weights',
      (a, b, posWeight, weight) =>
        binaryCrossEntropyWithLogits(a!, b!, { reduction, posWeight: posWeight!, weight: weight! }),
      [logits, shares, tensor([1, 2, 3], float64), tensor([[1], [2], [0.5], [3]], float64)],
    ],
    ['crossEntropy with classes', (a) => crossEntropy(a!, classes, { reduction }), [logits]],
    ['crossEntropy with probabilities', (a, b) => crossEntropy(a!, b!, { reduction }), [logits, shares]],
    ['crossEntropy of one example', (a) => crossEntropy(a!, tensor(2), { reduction }), [logits.at(0)]],
    [
      'binaryCrossEntropyWithLogits',
      (a, b) => binaryCrossEntropyWithLogits(a!, b!, { reduction }),
      [logits, rand([4, 3], { generator, ...float64 })],
    ],
  ];

  test.each(cases)('%s', (_name, loss, inputs) => {
    expect(gradcheck(loss, inputs)).toBe(true);
  });
});

test('mseLoss averages squares', () => {
  const [input, target] = [
    tensor(
      [
        [1, 2],
        [3, 4],
      ],
      float64,
    ),
    tensor(
      [
        [1, 0],
        [0, 0],
      ],
      float64,
    ),
  ];
  expect(mseLoss(input, target).item()).toBe((4 + 9 + 16) / 4);
  expect(mseLoss(input, target, { reduction: 'sum' }).item()).toBe(29);
  expect(mseLoss(input, target, { reduction: 'none' }).toArray()).toEqual([
    [0, 4],
    [9, 16],
  ]);
});

test('crossEntropy is minus the log of the probability of the truth', () => {
  const logits = tensor(
    [
      [1, 2, 3],
      [0, 0, 0],
    ],
    float64,
  );
  const total = Math.exp(1) + Math.exp(2) + Math.exp(3);
  const first = -Math.log(Math.exp(3) / total);
  expect(crossEntropy(logits, tensor([2, 1])).item()).toBeCloseTo((first + Math.log(3)) / 2, 14);
  expect(crossEntropy(logits, tensor([2, 1]), { reduction: 'none' }).shape).toEqual([2]);
  const oneHot = tensor(
    [
      [0, 0, 1],
      [0, 1, 0],
    ],
    float64,
  );
  expect(crossEntropy(logits, oneHot).item()).toBeCloseTo(crossEntropy(logits, tensor([2, 1])).item(), 14);
  expect(crossEntropy(tensor([[1e4, 0]]), tensor([1])).item()).toBe(1e4);
});

test('binaryCrossEntropyWithLogits keeps its digits at both ends', () => {
  const loss = (logit: number, truth: number) =>
    binaryCrossEntropyWithLogits(tensor([logit], float64), tensor([truth], float64)).item();
  expect(loss(0, 1)).toBeCloseTo(Math.LN2, 15);
  expect(loss(50, 1) / Math.exp(-50)).toBeCloseTo(1, 10);
  expect(loss(-50, 0) / Math.exp(-50)).toBeCloseTo(1, 10);
  expect([loss(1000, 0), loss(-1000, 1), loss(1000, 1)]).toEqual([1000, 1000, 0]);
});

test('losses refuse shapes that broadcasting would hide', () => {
  expect(() => mseLoss(tensor([[1], [2]]), tensor([1, 2]))).toThrow(ShapeError);
  expect(() => mseLoss(tensor([[1], [2]]), tensor([1, 2]))).toThrow(
    'an input of shape [2, 1] and a target of shape [2]',
  );
  expect(() => binaryCrossEntropyWithLogits(tensor([1]), tensor(1))).toThrow(ShapeError);
  expect(() => crossEntropy(tensor([[1, 2]]), tensor([0, 1]))).toThrow('expected a target of shape [1]');
  expect(() => crossEntropy(tensor([[1, 2]]), tensor([2]))).toThrow(IndexOutOfRangeError);
  expect(() => crossEntropy(tensor([[1, 2]]), tensor([2]))).toThrow(
    'got class 2 for example 0; expected a whole number from 0 to 1',
  );
  expect(() => crossEntropy(tensor(1), tensor(0))).toThrow('[n, classes]');
  expect(() => mseLoss(tensor([1]), tensor([1]), { reduction: 'average' as never })).toThrow(ArgumentError);
});

test('losses of the plain error: straight, square, and square with straight arms', () => {
  const [input, target] = [tensor([0.5, -3, 2], float64), tensor([0, 0, 2], float64)];
  expect(l1Loss(input, target).item()).toBe(3.5 / 3);
  expect(l1Loss(input, target, { reduction: 'sum' }).item()).toBe(3.5);
  const each = { reduction: 'none' } as const;
  expect(huberLoss(input, target, each).toArray()).toEqual([0.125, 2.5, 0]);
  expect(huberLoss(input, target, { ...each, delta: 2 }).toArray()).toEqual([0.125, 2 * (3 - 1), 0]);
  expect(smoothL1Loss(input, target, each).toArray()).toEqual([0.125, 2.5, 0]);
  expect(smoothL1Loss(input, target, { ...each, beta: 2 }).toArray()).toEqual([0.25 / 4, 3 - 1, 0]);
  expect(smoothL1Loss(input, target, { ...each, beta: 0 }).toArray()).toEqual([0.5, 3, 0]);
});

test('errors that are exactly delta, or zero, have the slope of both pieces', () => {
  const input = tensor([1, -1, 0, 5], { ...float64, requiresGrad: true });
  huberLoss(input, tensor([0, 0, 0, 0], float64), { reduction: 'sum' }).backward();
  expect(input.grad!.toArray()).toEqual([1, -1, 0, 1]);
});

test('klDivLoss is the divergence, and 0 for a target of 0', () => {
  const [p, q] = [tensor([[0.5, 0.5, 0]], float64), tensor([[0.25, 0.25, 0.5]], float64)];
  expect(klDivLoss(q.log(), p, { reduction: 'batchmean' }).item()).toBeCloseTo(Math.LN2, 15);
  expect(klDivLoss(q.log(), p).item()).toBeCloseTo(Math.LN2 / 3, 15);
  expect(klDivLoss(q.log(), q, { reduction: 'sum' }).item()).toBeCloseTo(0, 15);
  expect(klDivLoss(q.log(), q.log(), { logTarget: true, reduction: 'sum' }).item()).toBe(0);
  const target = tensor([0, 1], { ...float64, requiresGrad: true });
  klDivLoss(tensor([-1, -2], float64), target, { reduction: 'sum' }).backward();
  expect(target.grad!.toArray()).toEqual([1, 1 + 2]);
  expect(klDivLoss(tensor([-1]), tensor([-0.5]), { reduction: 'sum' }).item()).toBeNaN();
});

test('binaryCrossEntropyWithLogits weighs the truth yes, and each number', () => {
  const [input, target] = [tensor([[0, 0]], float64), tensor([[1, 0]], float64)];
  const options = { reduction: 'none' } as const;
  const close = (value: number) => expect.closeTo(value, 14);
  expect(binaryCrossEntropyWithLogits(input, target, { ...options, posWeight: tensor(3) }).toArray()).toEqual([
    [close(3 * Math.LN2), close(Math.LN2)],
  ]);
  expect(binaryCrossEntropyWithLogits(input, target, { weight: tensor([2, 4]) }).item()).toBeCloseTo(3 * Math.LN2, 14);
  expect(() => binaryCrossEntropyWithLogits(input, target, { posWeight: tensor([1, 2, 3]) })).toThrow(ShapeError);
});

test('settings that make no sense are refused', () => {
  const x = tensor([1]);
  expect(() => huberLoss(x, x, { delta: 0 })).toThrow('got delta 0; expected a number above 0');
  expect(() => smoothL1Loss(x, x, { beta: -1 })).toThrow(ArgumentError);
  expect(() => klDivLoss(x, tensor([[1]]))).toThrow(ShapeError);
  expect(() => l1Loss(x, tensor(1))).toThrow('l1Loss: got an input of shape [1] and a target of shape []');
  expect(() => klDivLoss(x, x, { reduction: 'average' as never })).toThrow(ArgumentError);
});
