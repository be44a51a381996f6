import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  binaryCrossEntropyWithLogits,
  crossEntropy,
  Generator,
  gradcheck,
  IndexOutOfRangeError,
  mseLoss,
  rand,
  randint,
  randn,
  ShapeError,
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
