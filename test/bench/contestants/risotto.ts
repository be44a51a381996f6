import { Adam, crossEntropy, mseLoss, SGD, type Tensor } from 'risotto';
import type { Contestant, Running } from '../contestant.ts';
import { arrays, curve, digits, matrices, type Numbers } from '../problems.ts';
import { leaves, numbers, training } from './risotto-training.ts';

function trainDigits(): Running {
  const problem = digits();
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const { w1, b1, w2, b2 } = leaves(problem.weights);
  return training(new SGD([w1, b1, w2, b2], { lr: problem.learningRate }), () =>
    crossEntropy(x.matmul(w1).add(b1).relu().matmul(w2).add(b2), y),
  );
}

function trainCurve(): Running {
  const problem = curve();
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const { w1, b1, w2, b2, w3, b3 } = leaves(problem.weights);
  return training(new Adam([w1, b1, w2, b2, w3, b3], { lr: problem.learningRate }), () => {
    const hidden = x.matmul(w1).add(b1).tanh().matmul(w2).add(b2).tanh();
    return mseLoss(hidden.matmul(w3).add(b3), y);
  });
}

function repeating(pair: { a: Numbers; b: Numbers }, compute: (a: Tensor, b: Tensor) => Tensor): Running {
  const [a, b] = [numbers(pair.a), numbers(pair.b)];
  return { step: () => compute(a, b).at(0, 0).item() };
}

const product = (size: number) => (): Running => repeating(matrices(size), (a, b) => a.matmul(b));

export const contestant: Contestant = {
  name: 'risotto',
  workloads: {
    W1: trainDigits,
    W2: trainCurve,
    'W6-64': product(64),
    'W6-128': product(128),
    'W6-256': product(256),
    'W6-512': product(512),
    'W6-1024': product(1024),
    'W7-add': () => repeating(arrays(), (a, b) => a.add(b)),
    'W7-mul': () => repeating(arrays(), (a, b) => a.mul(b)),
    'W7-exp': () => repeating(arrays(), (a) => a.exp()),
  },
};
