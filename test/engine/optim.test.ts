import { describe, expect, test } from 'vitest';
import {
  Adagrad,
  Adam,
  AdamW,
  arange,
  crossEntropy,
  Generator,
  InPlaceError,
  mseLoss,
  ones,
  type Optimizer,
  randn,
  RMSprop,
  SGD,
  tensor,
  type Tensor,
} from '../../engine/index.ts';
import { disguises } from './disguises.ts';
import { adagradRule, adamRule, adamWRule, rmspropRule, sgdRule } from './optim-rules.ts';

type Path = (start: number, gradients: readonly number[]) => number[];
type Case = readonly [name: string, make: (params: Iterable<Tensor>) => Optimizer, rule: Path];

const sgdDefaults = { lr: 0.001, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false, maximize: false };
const rmspropDefaults = {
  lr: 0.01,
  alpha: 0.99,
  eps: 1e-8,
  weightDecay: 0,
  momentum: 0,
  centered: false,
  maximize: false,
};
const adagradDefaults = {
  lr: 0.01,
  lrDecay: 0,
  weightDecay: 0,
  initialAccumulatorValue: 0,
  eps: 1e-10,
  maximize: false,
};
const adamDefaults = {
  lr: 0.001,
  betas: [0.9, 0.999] as [number, number],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
};
const adamWDefaults = { ...adamDefaults, weightDecay: 0.01 };

const cases: Case[] = [
  ...[
    {},
    { lr: 0.1, weightDecay: 0.2 },
    { lr: 0.1, momentum: 0.9 },
    { lr: 0.1, momentum: 0.9, dampening: 0.5, weightDecay: 0.1 },
    { lr: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.1 },
    { lr: 0.1, momentum: 0.9, weightDecay: 0.1, maximize: true },
  ].map((o): Case => [
    `SGD ${JSON.stringify(o)}`,
    (p) => new SGD(p, o),
    (s, g) => sgdRule({ ...sgdDefaults, ...o }, s, g),
  ]),
  ...[
    {},
    { lr: 0.1, alpha: 0.8, eps: 0.01, weightDecay: 0.1 },
    { centered: true },
    { momentum: 0.9, weightDecay: 0.2 },
    { momentum: 0.5, centered: true, maximize: true },
  ].map((o): Case => [
    `RMSprop ${JSON.stringify(o)}`,
    (p) => new RMSprop(p, o),
    (s, g) => rmspropRule({ ...rmspropDefaults, ...o }, s, g),
  ]),
  ...[
    {},
    { lr: 0.1, lrDecay: 0.3, weightDecay: 0.1 },
    { initialAccumulatorValue: 2, eps: 0.1 },
    { maximize: true },
  ].map((o): Case => [
    `Adagrad ${JSON.stringify(o)}`,
    (p) => new Adagrad(p, o),
    (s, g) => adagradRule({ ...adagradDefaults, ...o }, s, g),
  ]),
  ...[
    {},
    { lr: 0.1, betas: [0.5, 0.8] as [number, number], eps: 0.1 },
    { weightDecay: 0.3 },
    { amsgrad: true, betas: [0.5, 0.5] as [number, number] },
    { maximize: true },
  ].flatMap((o): Case[] => [
    [`Adam ${JSON.stringify(o)}`, (p) => new Adam(p, o), (s, g) => adamRule({ ...adamDefaults, ...o }, s, g)],
    [`AdamW ${JSON.stringify(o)}`, (p) => new AdamW(p, o), (s, g) => adamWRule({ ...adamWDefaults, ...o }, s, g)],
  ]),
];

const STARTS = [2, -1, 0.5, 3, 0, -2.5];
const GRADIENTS = [
  [1, -2, 0.5, 3, -0.25, 1, 1],
  [0, 0, 1, 0, -1, 0.5, 0],
  [-3, -3, -3, -3, -3, -3, -3.5],
  [0.01, 100, -0.01, 0.02, 5, -7, 1],
  [1, 1, -1, 1, -1, -1, 1],
  [2, 1, 0.5, 0.25, 0.125, 0.0625, 0.03125],
];
const gradientAt = (t: number, dtype: 'float32' | 'float64' = 'float64'): Tensor =>
  tensor(
    GRADIENTS.map((path) => path[t]!),
    { dtype },
  ).reshape(2, 3);

function walk(optimizer: Optimizer, param: Tensor): number[][] {
  return GRADIENTS[0]!.map((_, t) => {
    param.grad = gradientAt(t, param.dtype);
    optimizer.step();
    return param.reshape(6).toArray() as number[];
  });
}

describe.each(cases)('%s', (_name, make, rule) => {
  const documented = STARTS.map((start, i) => rule(start, GRADIENTS[i]!));

  test('follows the documented rule, number by number', () => {
    const param = tensor(STARTS, { dtype: 'float64' }).reshape(2, 3).clone().requiresGrad_();
    walk(make([param]), param).forEach((values, t) =>
      values.forEach((value, i) => expect(value).toBeCloseTo(documented[i]![t]!, 11)),
    );
  });

  test.each(disguises)('does not depend on the layout of parameter and gradient: %s', (_disguise, disguise) => {
    const plain = tensor(STARTS, { dtype: 'float64' }).reshape(2, 3).clone().requiresGrad_();
    const disguised = disguise(plain.detach().clone()).requiresGrad_();
    const [a, b] = [make([plain]), make([disguised])];
    for (let t = 0; t < GRADIENTS[0]!.length; t++) {
      plain.grad = gradientAt(t);
      disguised.grad = disguise(gradientAt(t));
      a.step();
      b.step();
    }
    expect(disguised.toArray()).toEqual(plain.toArray());
  });

  test('gives in float32 what it gives in float64, to float32 precision', () => {
    const param = tensor(STARTS).reshape(2, 3).clone().requiresGrad_();
    const path = walk(make([param]), param);
    path.at(-1)!.forEach((value, i) => expect(value).toBeCloseTo(documented[i]!.at(-1)!, 4));
  });

  test('writes in place, and makes no new tensor after the first step', () => {
    const param = tensor(STARTS, { dtype: 'float64' }).reshape(2, 3).clone().requiresGrad_();
    const { storage } = param;
    const optimizer = make([param]);
    param.grad = gradientAt(0);
    optimizer.step();
    const state = { ...optimizer.state.get(param)! };
    const version = storage.version;
    optimizer.step();
    expect(param.storage).toBe(storage);
    expect(storage.version).toBe(version + 1);
    for (const [name, value] of Object.entries(optimizer.state.get(param)!)) {
      if (name !== 'step') expect(value).toBe(state[name]);
    }
  });

  test('goes on from a saved state as if nothing had happened', () => {
    const start = () => tensor(STARTS, { dtype: 'float64' }).reshape(2, 3).clone().requiresGrad_();
    const whole = start();
    const expected = walk(make([whole]), whole);
    const first = start();
    const before = make([first]);
    for (let t = 0; t < 3; t++) {
      first.grad = gradientAt(t);
      before.step();
    }
    const saved = before.stateDict();
    const second = first.detach().clone().requiresGrad_();
    before.step();
    const after = make([second]);
    after.loadStateDict(saved);
    for (let t = 3; t < 7; t++) {
      second.grad = gradientAt(t);
      after.step();
      expect(second.reshape(6).toArray()).toEqual(expected[t]);
    }
  });
});

test('centred RMSprop stays finite for gradients that never change', () => {
  const param = ones([40], { requiresGrad: true });
  const optimizer = new RMSprop([param], { centered: true, alpha: 0.5, lr: 1e-9 });
  param.grad = arange(1, 41).div(10);
  for (let t = 0; t < 60; t++) optimizer.step();
  expect((param.toArray() as number[]).every(Number.isFinite)).toBe(true);
});

test('a step between forward and backward is noticed', () => {
  const param = ones([2], { requiresGrad: true });
  const loss = param.mul(param).sum();
  param.grad = ones([2]);
  new SGD([param], { lr: 0.1 }).step();
  expect(() => loss.backward()).toThrow(InPlaceError);
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
