import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import {
  Adagrad,
  Adam,
  AdamW,
  mseLoss,
  RMSprop,
  SGD,
  type Generator,
  type Optimizer,
  type Tensor,
} from '../../../engine/index.ts';
import { awayFromZero } from '../../../engine/ops/sampling.ts';
import { expectClose, numbersOf, toTfjs } from './compare.ts';

/** The same rule in both libraries, and what it takes for the loss to be the same. */
export interface Rule {
  readonly ours: (params: Tensor[]) => Optimizer;
  readonly tfjs: () => tf.Optimizer;
  /** A pull towards 0 that we give as an option, and tfjs as half the squares in the loss. */
  readonly weightDecay?: number;
  /** A pull towards 0 beside the gradient, as a factor per step. */
  readonly shrink?: number;
  readonly climb?: true;
}

const STEPS = 8;
const lr = 0.05;
const betas = [0.8, 0.95] as const;
const eps = 1e-7;
const adam = (): tf.Optimizer => tf.train.adam(lr, ...betas, eps);

export const rules: Readonly<Record<string, Rule>> = {
  SGD: { ours: (params) => new SGD(params, { lr }), tfjs: () => tf.train.sgd(lr) },
  'SGD with momentum': {
    ours: (params) => new SGD(params, { lr, momentum: 0.8 }),
    tfjs: () => tf.train.momentum(lr, 0.8),
  },
  'SGD by Nesterov': {
    ours: (params) => new SGD(params, { lr, momentum: 0.8, nesterov: true }),
    tfjs: () => tf.train.momentum(lr, 0.8, true),
  },
  'SGD with momentum and decay': {
    ours: (params) => new SGD(params, { lr, momentum: 0.8, weightDecay: 0.3 }),
    tfjs: () => tf.train.momentum(lr, 0.8),
    weightDecay: 0.3,
  },
  'SGD uphill': {
    ours: (params) => new SGD(params, { lr, maximize: true }),
    tfjs: () => tf.train.sgd(lr),
    climb: true,
  },
  Adam: { ours: (params) => new Adam(params, { lr, betas, eps }), tfjs: adam },
  'Adam with decay': {
    ours: (params) => new Adam(params, { lr, betas, eps, weightDecay: 0.3 }),
    tfjs: adam,
    weightDecay: 0.3,
  },
  AdamW: {
    ours: (params) => new AdamW(params, { lr, betas, eps, weightDecay: 0.3 }),
    tfjs: adam,
    shrink: 1 - lr * 0.3,
  },
  RMSprop: {
    ours: (params) => new RMSprop(params, { lr, alpha: 0.9, eps }),
    tfjs: () => tf.train.rmsprop(lr, 0.9, 0, eps ** 2),
  },
  'RMSprop with momentum': {
    ours: (params) => new RMSprop(params, { lr, alpha: 0.9, eps, momentum: 0.7 }),
    tfjs: () => tf.train.rmsprop(lr, 0.9, 0.7, eps ** 2),
  },
  'RMSprop, centred': {
    ours: (params) => new RMSprop(params, { lr, alpha: 0.9, eps, centered: true }),
    tfjs: () => tf.train.rmsprop(lr, 0.9, 0, eps ** 2, true),
  },
  Adagrad: {
    ours: (params) => new Adagrad(params, { lr, initialAccumulatorValue: 0.1 }),
    tfjs: () => tf.train.adagrad(lr, 0.1),
  },
};

/** Proves that eight steps on a small network leave the same parameters in both libraries, after each of them. */
export function proveRule(rule: Rule, generator: Generator): void {
  const [x, y] = [awayFromZero(generator, [5, 3]).to('float32'), awayFromZero(generator, [5, 2]).to('float32')];
  const params = [[3, 2], [2]].map((shape) => awayFromZero(generator, shape).to('float32').requiresGrad_());
  const [weight, bias] = params as [Tensor, Tensor];
  const optimizer = rule.ours(params);
  const theirs = theirSteps(rule, x, y, params);
  for (let step = 0; step < STEPS; step++) {
    optimizer.zeroGrad();
    mseLoss(x.matmul(weight).add(bias).tanh(), y, { reduction: 'sum' }).backward();
    optimizer.step();
    const expected = theirs();
    params.forEach((param, i) => {
      expect(param.shape).toEqual(expected[i]!.shape);
      expectClose(numbersOf(param), expected[i]!.dataSync(), `parameter ${i} after step ${step + 1}`);
    });
  }
}

function theirSteps(rule: Rule, x: Tensor, y: Tensor, params: readonly Tensor[]): () => tf.Variable[] {
  const { weightDecay = 0, shrink = 1, climb } = rule;
  const [input, target] = [toTfjs(x) as tf.Tensor2D, toTfjs(y)];
  const variables = params.map((param) => tf.variable(toTfjs(param)));
  const [weight, bias] = variables as [tf.Variable, tf.Variable];
  const optimizer = rule.tfjs();
  const loss = (): tf.Scalar => {
    const output = tf.tanh(tf.add(tf.matMul(input, weight as unknown as tf.Tensor2D), bias));
    const misfit = tf.sum(tf.squaredDifference(output, target));
    const squares = tf.addN(variables.map((variable) => tf.sum(tf.square(variable))));
    const total = tf.add(misfit, tf.mul(squares, weightDecay / 2));
    return (climb ? tf.neg(total) : total) as tf.Scalar;
  };
  return () => {
    const { grads } = optimizer.computeGradients(loss, variables);
    for (const variable of variables) variable.assign(tf.mul(variable, shrink));
    optimizer.applyGradients(grads);
    return variables;
  };
}
