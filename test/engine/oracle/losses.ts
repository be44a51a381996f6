import * as tf from '@tensorflow/tfjs-core';
import { nn, numpy as np } from '@jax-js/jax';
import {
  binaryCrossEntropyWithLogits,
  crossEntropy,
  huberLoss,
  klDivLoss,
  l1Loss,
  mseLoss,
  nllLoss,
  smoothL1Loss,
  tensor,
  type Generator,
  type Tensor,
} from '../../../engine/index.ts';
import { apart, awayFromZero, between, randomShape } from '../../../engine/ops/sampling.ts';
import { toJax, toTfjs, type Comparison, type Family } from './compare.ts';

const REDUCTIONS = {
  mean: tf.Reduction.MEAN,
  sum: tf.Reduction.SUM,
  none: tf.Reduction.NONE,
} as const;

type Reduction = keyof typeof REDUCTIONS;

function reduced(losses: np.Array, reduction: Reduction): np.Array {
  return reduction === 'none' ? losses : reduction === 'sum' ? losses.sum() : losses.mean();
}

/** A prediction and a target of one shape, under each way to add the losses up. */
function ofPairs(
  ours: (input: Tensor, target: Tensor, reduction: Reduction) => Tensor,
  tfjs: ((input: tf.Tensor, target: tf.Tensor, reduction: tf.Reduction) => tf.Tensor) | null,
  jax: (input: np.Array, target: np.Array) => np.Array,
) {
  return (generator: Generator): Comparison => {
    const shape = randomShape(generator, 1);
    const reduction = (Object.keys(REDUCTIONS) as Reduction[])[generator.integer(0, 3)]!;
    return {
      inputs: [awayFromZero(generator, shape), apart(generator, shape)],
      ours: (input, target) => ours(input!, target!, reduction),
      ...(tfjs === null ? {} : { tfjs: (input, target) => tfjs(input!, target!, REDUCTIONS[reduction]) }),
      jax: (input, target) => reduced(jax(input!, target!), reduction),
    };
  };
}

const huber = (error: np.Array, delta: number): np.Array => {
  const size = np.abs(error);
  const bent = np.minimum(size.ref, delta);
  return bent.ref.mul(size.sub(bent.mul(0.5)));
};

/** Logits of a batch and its classes; `targets` are one-hot rows of the same. */
function drawClasses(generator: Generator): { logits: Tensor; classes: Tensor; targets: Tensor; weight: Tensor } {
  const [n, count] = [generator.integer(1, 6), generator.integer(2, 6)];
  const chosen = Array.from({ length: n }, () => generator.integer(0, count));
  const rows = chosen.map((one) => Array.from({ length: count }, (_, j) => (one === j ? 1 : 0)));
  return {
    logits: awayFromZero(generator, [n, count]),
    classes: tensor(chosen),
    targets: tensor(rows),
    weight: between(generator, 0.2, 2, [count]).to('float32'),
  };
}

const crossEntropyJax = (logits: np.Array, targets: Tensor): np.Array =>
  nn.logSoftmax(logits, -1).mul(toJax(targets)).sum(-1).mul(-1);

export const losses: Family = {
  mseLoss: ofPairs(
    (input, target, reduction) => mseLoss(input, target, { reduction }),
    (input, target, reduction) => tf.losses.meanSquaredError(target, input, undefined, reduction),
    (input, target) => np.square(input.sub(target)),
  ),
  l1Loss: ofPairs(
    (input, target, reduction) => l1Loss(input, target, { reduction }),
    (input, target, reduction) => tf.losses.absoluteDifference(target, input, undefined, reduction),
    (input, target) => np.abs(input.sub(target)),
  ),
  huberLoss: ofPairs(
    (input, target, reduction) => huberLoss(input, target, { delta: 0.7, reduction }),
    (input, target, reduction) => tf.losses.huberLoss(target, input, undefined, 0.7, reduction),
    (input, target) => huber(input.sub(target), 0.7),
  ),
  smoothL1Loss: ofPairs(
    (input, target, reduction) => smoothL1Loss(input, target, { beta: 0.7, reduction }),
    null,
    (input, target) => huber(input.sub(target), 0.7).div(0.7),
  ),
  klDivLoss: ofPairs(
    (input, target, reduction) =>
      klDivLoss(input.logSoftmax(-1), target.logSoftmax(-1), { reduction, logTarget: true }),
    null,
    (input, target) => {
      const truth = nn.logSoftmax(target, -1);
      return np.exp(truth.ref).mul(truth.sub(nn.logSoftmax(input, -1)));
    },
  ),
  binaryCrossEntropyWithLogits(generator) {
    const shape = randomShape(generator, 1);
    const target = awayFromZero(generator, shape).gt(0).to('float32');
    return {
      inputs: [awayFromZero(generator, shape).mul(3)],
      ours: (input) => binaryCrossEntropyWithLogits(input!, target),
      tfjs: (input) => tf.losses.sigmoidCrossEntropy(toTfjs(target), input!),
      jax: (input) =>
        nn
          .softplus(input!.ref)
          .sub(input!.mul(toJax(target)))
          .mean(),
    };
  },
  'binaryCrossEntropyWithLogits with a weight for yes'(generator) {
    const [n, labels] = [generator.integer(1, 6), generator.integer(1, 5)];
    const target = awayFromZero(generator, [n, labels]).gt(0).to('float32');
    const posWeight = between(generator, 0.2, 4, [labels]).to('float32');
    return {
      inputs: [awayFromZero(generator, [n, labels])],
      ours: (input) => binaryCrossEntropyWithLogits(input!, target, { posWeight }),
      jax: (input) => {
        const whenYes = nn.softplus(input!.ref.mul(-1)).mul(toJax(target)).mul(toJax(posWeight));
        return whenYes.add(nn.softplus(input!).mul(toJax(target.neg().add(1)))).mean();
      },
    };
  },
  'crossEntropy of classes'(generator) {
    const { logits, classes, targets } = drawClasses(generator);
    return {
      inputs: [logits],
      ours: (input) => crossEntropy(input!, classes),
      tfjs: (input) => tf.losses.softmaxCrossEntropy(toTfjs(targets), input!),
      jax: (input) => crossEntropyJax(input!, targets).mean(),
    };
  },
  'crossEntropy of each'(generator) {
    const { logits, classes, targets } = drawClasses(generator);
    return {
      inputs: [logits],
      ours: (input) => crossEntropy(input!, classes, { reduction: 'none' }),
      jax: (input) => crossEntropyJax(input!, targets),
    };
  },
  'crossEntropy of probabilities'(generator) {
    const { logits, targets } = drawClasses(generator);
    const shares = targets.mul(2).softmax(-1);
    return {
      inputs: [logits],
      ours: (input) => crossEntropy(input!, shares),
      tfjs: (input) => tf.losses.softmaxCrossEntropy(toTfjs(shares), input!),
      jax: (input) => crossEntropyJax(input!, shares).mean(),
    };
  },
  'crossEntropy with label smoothing'(generator) {
    const { logits, classes, targets } = drawClasses(generator);
    return {
      inputs: [logits],
      ours: (input) => crossEntropy(input!, classes, { labelSmoothing: 0.2 }),
      tfjs: (input) => tf.losses.softmaxCrossEntropy(toTfjs(targets), input!, undefined, 0.2),
      jax: (input) => crossEntropyJax(input!, targets.mul(0.8).add(0.2 / targets.shape[1]!)).mean(),
    };
  },
  'crossEntropy with class weights'(generator) {
    const { logits, classes, targets, weight } = drawClasses(generator);
    const counted = targets.mul(weight);
    return {
      inputs: [logits],
      ours: (input) => crossEntropy(input!, classes, { weight }),
      jax: (input) => crossEntropyJax(input!, counted).sum().div(counted.sum().item()),
    };
  },
  nllLoss(generator) {
    const { logits, classes, targets } = drawClasses(generator);
    return {
      inputs: [logits],
      ours: (input) => nllLoss(input!, classes, { reduction: 'sum' }),
      tfjs: (input) => tf.neg(tf.sum(tf.mul(input!, toTfjs(targets)))),
      jax: (input) => input!.mul(toJax(targets)).sum().mul(-1),
    };
  },
};
