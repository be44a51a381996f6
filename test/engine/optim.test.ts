import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  crossEntropy,
  Generator,
  GradientError,
  mseLoss,
  ones,
  randn,
  SGD,
  tensor,
  type SGDOptions,
} from '../../engine/index.ts';

/** The update rule as the PyTorch documentation writes it, for one number. */
function documented(options: Required<SGDOptions>, start: number, gradients: number[]): number[] {
  let [theta, velocity] = [start, 0];
  return gradients.map((gradient, t) => {
    let g = gradient + options.weightDecay * theta;
    if (options.momentum !== 0) {
      velocity = t === 0 ? g : options.momentum * velocity + (1 - options.dampening) * g;
      g = options.nesterov ? g + options.momentum * velocity : velocity;
    }
    theta -= options.lr * g;
    return theta;
  });
}

describe('SGD follows the documented rule', () => {
  const plain = { lr: 0.1, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false };
  test.each([
    plain,
    { ...plain, weightDecay: 0.2 },
    { ...plain, momentum: 0.9 },
    { ...plain, momentum: 0.9, dampening: 0.5, weightDecay: 0.1 },
    { ...plain, momentum: 0.9, nesterov: true },
  ])('%j', (options) => {
    const gradients = [1, -2, 0.5, 3];
    const param = tensor([2], { dtype: 'float64', requiresGrad: true });
    const optimizer = new SGD([param], options);
    const path = gradients.map((gradient) => {
      param.grad = tensor([gradient], { dtype: 'float64' });
      optimizer.step();
      return param.item();
    });
    documented(options, 2, gradients).forEach((expected, i) => expect(path[i]).toBeCloseTo(expected, 13));
  });
});

test('step skips parameters without a gradient, and leaves gradients as they are', () => {
  const [used, unused] = [ones([2], { requiresGrad: true }), ones([2], { requiresGrad: true })];
  const optimizer = new SGD([used, unused], { lr: 1, momentum: 0.9 });
  used.mul(3).sum().backward();
  optimizer.step();
  optimizer.step();
  expect(used.grad!.toArray()).toEqual([3, 3]);
  expect(unused.toArray()).toEqual([1, 1]);
  optimizer.zeroGrad();
  expect([used.grad, unused.grad]).toEqual([null, null]);
});

test('settings that make no sense are refused', () => {
  const param = ones([1], { requiresGrad: true });
  expect(() => new SGD([])).toThrow(ArgumentError);
  expect(() => new SGD([param], { lr: -1 })).toThrow('got lr -1');
  expect(() => new SGD([param], { lr: NaN })).toThrow(ArgumentError);
  expect(() => new SGD([param], { nesterov: true })).toThrow(ArgumentError);
  expect(() => new SGD([param.mul(2)])).toThrow(GradientError);
  expect(() => new SGD([1 as never])).toThrow('parameter 0 is a number');
  expect(new SGD([param]).lr).toBe(1e-3);
});

test('a network learns exclusive-or', () => {
  const generator = new Generator(4);
  const x = tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const classes = tensor([0, 1, 1, 0]);
  const [w1, b1, w2, b2] = [[2, 8], [8], [8, 2], [2]].map((shape) =>
    randn(shape, { generator, requiresGrad: true }),
  ) as [never, never, never, never];
  const predict = () => x.matmul(w1).add(b1).tanh().matmul(w2).add(b2);
  const optimizer = new SGD([w1, b1, w2, b2], { lr: 0.1, momentum: 0.9 });
  for (let step = 0; step < 300; step++) {
    optimizer.zeroGrad();
    crossEntropy(predict(), classes).backward();
    optimizer.step();
  }
  expect(predict().argmax(1).toArray()).toEqual([0, 1, 1, 0]);
  expect(crossEntropy(predict(), classes).item()).toBeLessThan(0.01);
});

test('a straight line is found exactly', () => {
  const x = tensor([[0], [1], [2], [3]], { dtype: 'float64' });
  const [w, b] = [
    tensor([[0]], { dtype: 'float64', requiresGrad: true }),
    tensor([0], { dtype: 'float64', requiresGrad: true }),
  ];
  const optimizer = new SGD([w, b], { lr: 0.1 });
  for (let step = 0; step < 1000; step++) {
    optimizer.zeroGrad();
    mseLoss(x.matmul(w).add(b), x.mul(2).add(1)).backward();
    optimizer.step();
  }
  expect([w.item(), b.item()]).toEqual([expect.closeTo(2, 10), expect.closeTo(1, 10)]);
});
