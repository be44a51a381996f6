import { crossEntropy, mseLoss, SGD, tensor, type Optimizer, type Tensor } from 'risotto';
import type { Contestant, Running } from '../contestant.ts';
import { arrays, digits, matrices, type Classes, type Numbers } from '../problems.ts';

const numbers = ({ data, shape }: Numbers | Classes): Tensor => tensor(Float32Array.from(data)).reshape([...shape]);

function leaves<Name extends string>(weights: Readonly<Record<Name, Numbers>>): Record<Name, Tensor> {
  return Object.fromEntries(
    Object.entries<Numbers>(weights).map(([name, weight]) => [name, numbers(weight).requiresGrad_()]),
  ) as Record<Name, Tensor>;
}

function training(optimizer: Optimizer, compute: () => Tensor): Running {
  return {
    step() {
      optimizer.zeroGrad();
      const loss = compute();
      loss.backward();
      optimizer.step();
      return loss.item();
    },
  };
}

function trainDigits(): Running {
  const problem = digits();
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const { w1, b1, w2, b2 } = leaves(problem.weights);
  return training(new SGD([w1, b1, w2, b2], { lr: problem.learningRate }), () =>
    crossEntropy(x.matmul(w1).add(b1).relu().matmul(w2).add(b2), y),
  );
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
