import * as tf from '@tensorflow/tfjs-core';
import { lax, nn, numpy as np } from '@jax-js/jax';
import {
  BatchNorm2d,
  Conv2d,
  Embedding,
  GRU,
  LayerNorm,
  Linear,
  LSTM,
  RNN,
  tensor,
  Generator,
} from '../../../engine/index.ts';
import type { Module, Tensor } from '../../../engine/index.ts';
import { apart, awayFromZero } from '../../../engine/ops/sampling.ts';
import { toTfjs, type Comparison, type Family } from './compare.ts';

export const options = { generator: new Generator(0) };

/** A layer that reads these tensors in place of its parameters, so that they get the gradients. */
export function filled<Layer extends Module>(
  layer: Layer,
  weights: Readonly<Record<string, Tensor | undefined>>,
): Layer {
  return Object.assign(layer, weights);
}

/** Small enough that nothing saturates. */
export const draw = (generator: Generator, ...shape: number[]): Tensor => awayFromZero(generator, shape).div(2);
export const size = (generator: Generator): number => generator.integer(1, 5);

export const feedForward: Family = {
  Linear(generator): Comparison {
    const [inputs, outputs] = [size(generator), size(generator)];
    return {
      inputs: [draw(generator, 2, 3, inputs), draw(generator, outputs, inputs), draw(generator, outputs)],
      ours: (x, weight, bias) => filled(new Linear(inputs, outputs, options), { weight, bias }).forward(x!),
      tfjs: (x, weight, bias) => {
        const rows = tf.matMul(tf.reshape(x!, [6, inputs]), weight as tf.Tensor2D, false, true);
        return tf.reshape(tf.add(rows, bias!), [2, 3, outputs]);
      },
      jax: (x, weight, bias) => np.matmul(x!, np.transpose(weight!)).add(bias!),
    };
  },
  Conv2d(generator): Comparison {
    const [channels, outputs] = [size(generator), size(generator)];
    const same = { stride: 2, padding: 1, ...options };
    return {
      inputs: [draw(generator, 2, channels, 5, 6), draw(generator, outputs, channels, 3, 3), draw(generator, outputs)],
      ours: (x, weight, bias) => filled(new Conv2d(channels, outputs, 3, same), { weight, bias }).forward(x!),
      jax: (x, weight, bias) => {
        const edges: [number, number][] = [
          [1, 1],
          [1, 1],
        ];
        return lax.conv(x!, weight!, [2, 2], edges).add(bias!.reshape([-1, 1, 1]));
      },
    };
  },
  LayerNorm(generator): Comparison {
    const width = generator.integer(2, 6);
    return {
      inputs: [apart(generator, [3, width]), draw(generator, width), draw(generator, width)],
      ours: (x, weight, bias) => filled(new LayerNorm(width), { weight, bias }).forward(x!),
      jax: (x, weight, bias) => nn.standardize(x!, -1, { epsilon: 1e-5 }).mul(weight!).add(bias!),
    };
  },
  'BatchNorm2d after two batches'(generator): Comparison {
    const channels = size(generator);
    const batches = [apart(generator, [3, channels, 2, 2]), apart(generator, [2, channels, 3, 2])];
    return {
      inputs: [apart(generator, [2, channels, 2, 3]), draw(generator, channels), draw(generator, channels)],
      ours: (x, weight, bias) => {
        const layer = new BatchNorm2d(channels);
        for (const batch of batches) layer.forward(batch.to('float32'));
        return filled(layer.eval(), { weight, bias }).forward(x!);
      },
      tfjs: (x, weight, bias) => {
        let [mean, variance]: tf.Tensor[] = [tf.zeros([channels]), tf.ones([channels])];
        for (const batch of batches.map(toTfjs)) {
          const moments = tf.moments(batch, [0, 2, 3]);
          const count = batch.size / channels;
          mean = tf.add(tf.mul(mean!, 0.9), tf.mul(moments.mean, 0.1));
          variance = tf.add(tf.mul(variance!, 0.9), tf.mul(moments.variance, (0.1 * count) / (count - 1)));
        }
        const statistics = [mean, variance, bias, weight] as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
        return tf.transpose(tf.batchNorm(tf.transpose(x!, [0, 2, 3, 1]), ...statistics, 1e-5), [0, 3, 1, 2]);
      },
    };
  },
  Embedding(generator): Comparison {
    const [rows, width] = [generator.integer(2, 6), size(generator)];
    const chosen = Array.from({ length: 5 }, () => generator.integer(0, rows));
    return {
      inputs: [draw(generator, rows, width)],
      ours: (weight) => filled(new Embedding(rows, width, options), { weight }).forward(tensor(chosen)),
      tfjs: (weight) => tf.gather(weight!, tf.tensor1d(chosen, 'int32')),
    };
  },
};

/** x[t], the state before and the weights of one layer, to what is shown and the state after. */
type Step = (x: tf.Tensor, state: tf.Tensor[], weights: tf.Tensor[]) => tf.Tensor[];

const affine = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
  tf.add(tf.matMul(x as tf.Tensor2D, weight, false, true), bias);

/** The outputs of all steps of two stacked layers, walked through step by step. */
function walk(x: tf.Tensor, weights: tf.Tensor[], hidden: number, parts: number, step: Step): tf.Tensor {
  let shown = tf.unstack(x);
  for (const layer of [weights.slice(0, 4), weights.slice(4, 8)]) {
    let state: tf.Tensor[] = Array.from({ length: parts }, () => tf.zeros([x.shape[1]!, hidden]));
    shown = shown.map((input) => {
      state = step(input, state, layer);
      return state[0]!;
    });
  }
  return tf.stack(shown);
}

type RecurrentLayer = Module & { forward(input: Tensor): readonly [output: Tensor, state: unknown] };

const NAMES = [0, 1].flatMap((n) => [`weightIhL${n}`, `weightHhL${n}`, `biasIhL${n}`, `biasHhL${n}`]);

function recurrent(gates: number, parts: number, make: (inputs: number, hidden: number) => RecurrentLayer, step: Step) {
  return (generator: Generator): Comparison => {
    const [inputs, hidden, steps] = [size(generator), size(generator), generator.integer(1, 5)];
    const shapes = [inputs, hidden].flatMap((from) => [
      [gates * hidden, from],
      [gates * hidden, hidden],
      [gates * hidden],
      [gates * hidden],
    ]);
    return {
      inputs: [draw(generator, steps, 2, inputs), ...shapes.map((shape) => draw(generator, ...shape))],
      ours: (x, ...weights) => {
        const layer = filled(make(inputs, hidden), Object.fromEntries(NAMES.map((name, i) => [name, weights[i]])));
        return layer.forward(x!)[0];
      },
      tfjs: (x, ...weights) => walk(x!, weights, hidden, parts, step),
    };
  };
}

const twoLayers = { numLayers: 2, ...options };

export const recurrence: Family = {
  RNN: recurrent(
    1,
    1,
    (inputs, hidden) => new RNN(inputs, hidden, twoLayers),
    (x, [h], [wIh, wHh, bIh, bHh]) => [tf.tanh(tf.add(affine(x, wIh!, bIh!), affine(h!, wHh!, bHh!)))],
  ),
  GRU: recurrent(
    3,
    1,
    (inputs, hidden) => new GRU(inputs, hidden, twoLayers),
    (x, [h], [wIh, wHh, bIh, bHh]) => {
      const [fromX, fromH] = [affine(x, wIh!, bIh!), affine(h!, wHh!, bHh!)].map((all) => tf.split(all, 3, 1));
      const reset = tf.sigmoid(tf.add(fromX![0]!, fromH![0]!));
      const keep = tf.sigmoid(tf.add(fromX![1]!, fromH![1]!));
      const fresh = tf.tanh(tf.add(fromX![2]!, tf.mul(reset, fromH![2]!)));
      return [tf.add(tf.mul(tf.sub(1, keep), fresh), tf.mul(keep, h!))];
    },
  ),
  LSTM: recurrent(
    4,
    2,
    (inputs, hidden) => new LSTM(inputs, hidden, twoLayers),
    (x, [h, c], [wIh, wHh, bIh, bHh]) => {
      const [i, f, g, o] = tf.split(tf.add(affine(x, wIh!, bIh!), affine(h!, wHh!, bHh!)), 4, 1);
      const cell = tf.add(tf.mul(tf.sigmoid(f!), c!), tf.mul(tf.sigmoid(i!), tf.tanh(g!)));
      return [tf.mul(tf.sigmoid(o!), tf.tanh(cell)), cell];
    },
  ),
};
