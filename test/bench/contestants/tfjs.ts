import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Contestant, Running, Workload } from '../contestant.ts';
import {
  arrays,
  curve,
  digits,
  images,
  matrices,
  sequences,
  text,
  type BlockWeights,
  type Classes,
  type Numbers,
} from '../problems.ts';

const numbers = ({ data, shape }: Numbers): tf.Tensor => tf.tensor(data, [...shape]);
const variable = (weight: Numbers): tf.Variable => tf.variable(numbers(weight));
const whole = ({ data, shape }: Classes): tf.Tensor => tf.tensor(data, [...shape], 'int32');

function variables<Name extends string>(weights: Readonly<Record<Name, Numbers>>): Record<Name, tf.Variable> {
  return Object.fromEntries(
    Object.entries<Numbers>(weights).map(([name, weight]) => [name, variable(weight)]),
  ) as Record<Name, tf.Variable>;
}

const adam = (learningRate: number): tf.Optimizer => tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
const oneHot = (classes: Classes, count: number): tf.Tensor => tf.oneHot(tf.reshape(whole(classes), [-1]), count);

function training(optimizer: tf.Optimizer, loss: () => tf.Tensor): Running {
  return { step: () => tf.tidy(() => optimizer.minimize(loss as () => tf.Scalar, true)!.dataSync()[0]!) };
}

const dense = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.add(tf.matMul(x as tf.Tensor2D, w), b);

function trainDigits(): Running {
  const problem = digits();
  const [x, y] = [numbers(problem.x), oneHot(problem.y, 10)];
  const { w1, b1, w2, b2 } = variables(problem.weights);
  return training(tf.train.sgd(problem.learningRate), () =>
    tf.losses.softmaxCrossEntropy(y, dense(tf.relu(dense(x, w1, b1)), w2, b2)),
  );
}

function trainCurve(): Running {
  const problem = curve();
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const { w1, b1, w2, b2, w3, b3 } = variables(problem.weights);
  return training(adam(problem.learningRate), () => {
    const hidden = tf.tanh(dense(tf.tanh(dense(x, w1, b1)), w2, b2));
    return tf.losses.meanSquaredError(y, dense(hidden, w3, b3));
  });
}

/** Images as tfjs wants them: the channels last. */
function trainImages(): Running {
  const { learningRate, x: pictures, y: classes, weights } = images();
  const x = tf.transpose(numbers(pictures), [0, 2, 3, 1]) as tf.Tensor4D;
  const y = oneHot(classes, 10);
  const kernel = (weight: Numbers): tf.Variable => tf.variable(tf.transpose(numbers(weight), [2, 3, 1, 0]));
  const [conv1, conv2] = [kernel(weights.conv1), kernel(weights.conv2)];
  const [b1, b2, b] = [variable(weights.b1), variable(weights.b2), variable(weights.b)];
  const byChannel = tf.reshape(numbers(weights.w), [16, 7, 7, 10]);
  const w = tf.variable(tf.reshape(tf.transpose(byChannel, [1, 2, 0, 3]), [784, 10]));
  const stage = (input: tf.Tensor4D, weight: tf.Variable, bias: tf.Variable): tf.Tensor4D => {
    const convolved = tf.conv2d(input, weight as unknown as tf.Tensor4D, 1, 'same');
    return tf.maxPool(tf.relu(tf.add(convolved, bias)) as tf.Tensor4D, 2, 2, 'valid');
  };
  return training(tf.train.sgd(learningRate), () => {
    const features = tf.reshape(stage(stage(x, conv1, b1), conv2, b2), [-1, 784]);
    return tf.losses.softmaxCrossEntropy(y, dense(features, w, b));
  });
}

function trainSequences(): Running {
  const problem = sequences();
  const { steps, batch, hidden } = problem;
  const inputs = tf.unstack(numbers(problem.x));
  const y = numbers(problem.y);
  const { wInput, bInput, wHidden, bHidden, w, b } = variables(problem.weights);
  return training(tf.train.sgd(problem.learningRate), () => {
    let state: tf.Tensor = tf.zeros([batch, hidden]);
    let cell: tf.Tensor = tf.zeros([batch, hidden]);
    for (let t = 0; t < steps; t++) {
      const gates = tf.add(dense(inputs[t]!, wInput, bInput), dense(state, wHidden, bHidden));
      const [i, f, g, o] = tf.split(gates, 4, 1);
      cell = tf.add(tf.mul(tf.sigmoid(f!), cell), tf.mul(tf.sigmoid(i!), tf.tanh(g!)));
      state = tf.mul(tf.sigmoid(o!), tf.tanh(cell));
    }
    return tf.losses.meanSquaredError(y, dense(state, w, b));
  });
}

function layerNorm(x: tf.Tensor, gain: tf.Tensor, shift: tf.Tensor, epsilon: number): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))), gain), shift);
}

const gelu = (x: tf.Tensor): tf.Tensor => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));

/** `oneHotLookup`: a table's rows by a product with one-hot rows, where `gather` has no gradient. */
function trainText(oneHotLookup: boolean): Running {
  const problem = text();
  const { batch, length, width, heads, vocabulary, epsilon } = problem;
  const [x, y] = [tf.reshape(whole(problem.x), [-1]) as tf.Tensor1D, oneHot(problem.y, vocabulary)];
  const xOneHot = tf.cast(tf.oneHot(x, vocabulary), 'float32') as tf.Tensor2D;
  const { characters, positions, gain, shift, w, b } = variables(problem.weights);
  const blocks = problem.blocks.map((block) => variables<keyof BlockWeights>({ ...block }));
  const ones = tf.ones([length, length]) as tf.Tensor2D;
  const future = tf.mul(tf.sub(1, tf.linalg.bandPart(ones, -1, 0)), -1e9);
  const split = (all: tf.Tensor): tf.Tensor =>
    tf.transpose(tf.reshape(all, [batch, length, heads, width / heads]), [0, 2, 1, 3]);

  const attention = (input: tf.Tensor, block: Record<keyof BlockWeights, tf.Variable>): tf.Tensor => {
    const [q, k, v] = tf.split(dense(input, block.wQkv, block.bQkv), 3, 1).map(split) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const scores = tf.div(tf.matMul(q, k, false, true), Math.sqrt(width / heads));
    const mixed = tf.matMul(tf.softmax(tf.add(scores, future)), v);
    const joined = tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [-1, width]);
    return dense(joined, block.wOut, block.bOut);
  };

  return training(adam(problem.learningRate), () => {
    const rows = oneHotLookup ? tf.matMul(xOneHot, characters as unknown as tf.Tensor2D) : tf.gather(characters, x);
    let stream: tf.Tensor = tf.reshape(tf.add(tf.reshape(rows, [batch, length, width]), positions), [-1, width]);
    for (const block of blocks) {
      stream = tf.add(stream, attention(layerNorm(stream, block.gain1, block.shift1, epsilon), block));
      const up = gelu(dense(layerNorm(stream, block.gain2, block.shift2, epsilon), block.wUp, block.bUp));
      stream = tf.add(stream, dense(up, block.wDown, block.bDown));
    }
    return tf.losses.softmaxCrossEntropy(y, dense(layerNorm(stream, gain, shift, epsilon), w, b));
  });
}

function repeating(pair: { a: Numbers; b: Numbers }, compute: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Running {
  const [a, b] = [numbers(pair.a), numbers(pair.b)];
  let result = compute(a, b);
  return {
    step() {
      result.dispose();
      result = compute(a, b);
      return 0;
    },
    probe: () => result.dataSync()[0]!,
  };
}

const product = (size: number) => (): Running => repeating(matrices(size), (a, b) => tf.matMul(a as tf.Tensor2D, b));

const WORKLOADS: Readonly<Record<Workload, () => Running>> = {
  W1: trainDigits,
  W2: trainCurve,
  W3: trainImages,
  W4: trainSequences,
  W5: () => trainText(false),
  'W6-64': product(64),
  'W6-128': product(128),
  'W6-256': product(256),
  'W6-512': product(512),
  'W6-1024': product(1024),
  'W7-add': () => repeating(arrays(), (a, b) => tf.add(a, b)),
  'W7-mul': () => repeating(arrays(), (a, b) => tf.mul(a, b)),
  'W7-exp': () => repeating(arrays(), (a) => tf.exp(a)),
};

/** The same programs on one of tfjs's backends. */
export function tfjs(
  backend: 'cpu' | 'wasm',
  prepare: () => void,
  changes: Pick<Contestant, 'cannot'> & { readonly oneHotLookup?: boolean } = {},
): Contestant {
  const { oneHotLookup = false, cannot = {} } = changes;
  const able = Object.entries(WORKLOADS).filter(([name]) => !(name in cannot));
  return {
    name: `tfjs-${backend}`,
    ready: async () => {
      prepare();
      await tf.setBackend(backend);
      await tf.ready();
    },
    workloads: { ...Object.fromEntries(able), W5: () => trainText(oneHotLookup) },
    cannot,
  };
}
