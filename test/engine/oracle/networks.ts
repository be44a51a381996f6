import * as tf from '@tensorflow/tfjs-core';
import { nn, numpy as np } from '@jax-js/jax';
import type { Generator } from '../../../engine/index.ts';
import { apart, awayFromZero, between, chance } from '../../../engine/ops/sampling.ts';
import type { Comparison, Family } from './compare.ts';

const small = (generator: Generator): number => generator.integer(1, 6);

export const products: Family = {
  'matmul of matrices'(generator): Comparison {
    const [m, k, n] = [generator.integer(1, 20), generator.integer(1, 20), generator.integer(1, 20)];
    return {
      inputs: [awayFromZero(generator, [m, k]), awayFromZero(generator, [k, n])],
      ours: (a, b) => a!.matmul(b!),
      tfjs: (a, b) => tf.matMul(a as tf.Tensor2D, b!),
      jax: (a, b) => np.matmul(a!, b!),
    };
  },
  'matmul of transposes'(generator): Comparison {
    const [m, k, n] = [generator.integer(1, 20), generator.integer(1, 20), generator.integer(1, 20)];
    return {
      inputs: [awayFromZero(generator, [k, m]), awayFromZero(generator, [n, k])],
      ours: (a, b) => a!.T.matmul(b!.T),
      tfjs: (a, b) => tf.matMul(a as tf.Tensor2D, b!, true, true),
      jax: (a, b) => np.matmul(np.transpose(a!), np.transpose(b!)),
    };
  },
  'matmul of batches'(generator): Comparison {
    const [batch, m, k, n] = [small(generator), small(generator), small(generator), small(generator)];
    return {
      inputs: [awayFromZero(generator, [batch, m, k]), awayFromZero(generator, [batch, k, n])],
      ours: (a, b) => a!.matmul(b!),
      tfjs: (a, b) => tf.matMul(a as tf.Tensor3D, b!),
      jax: (a, b) => np.matmul(a!, b!),
    };
  },
  'matmul of batches that broadcast'(generator): Comparison {
    const [outer, inner, m, k, n] = [2, small(generator), small(generator), small(generator), small(generator)];
    return {
      inputs: [awayFromZero(generator, [outer, 1, m, k]), awayFromZero(generator, [inner, k, n])],
      ours: (a, b) => a!.matmul(b!),
      // Its own broadcasting swaps the batches when the one has a 1 where the other has nothing.
      jax: (a, b) => np.matmul(np.broadcastTo(a!, [outer, inner, m, k]), np.broadcastTo(b!, [outer, inner, k, n])),
    };
  },
  'matmul with a vector'(generator): Comparison {
    const [m, k] = [small(generator), small(generator)];
    const first = chance(generator);
    return {
      inputs: [awayFromZero(generator, first ? [m] : [m, k]), awayFromZero(generator, first ? [m, k] : [k])],
      ours: (a, b) => a!.matmul(b!),
      tfjs: (a, b) => tf.dot(a!, b!),
      jax: (a, b) => np.matmul(a!, b!),
    };
  },
};

/** Batch statistics over all dimensions but the channels. */
function normalized(x: tf.Tensor, axes: number[], eps: number): tf.Tensor {
  const { mean, variance } = tf.moments(x, axes, true);
  return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, eps)));
}

export const normalizations: Family = {
  layerNorm(generator): Comparison {
    const [rows, width] = [small(generator), generator.integer(2, 8)];
    const weights = () => awayFromZero(generator, [width]);
    return {
      inputs: [apart(generator, [2, rows, width]), weights(), weights()],
      ours: (x, weight, bias) => x!.layerNorm(width, weight!, bias!, 0.01),
      tfjs: (x, weight, bias) => tf.add(tf.mul(normalized(x!, [-1], 0.01), weight!), bias!),
      jax: (x, weight, bias) => nn.standardize(x!, -1, { epsilon: 0.01 }).mul(weight!).add(bias!),
    };
  },
  'layerNorm over two dimensions'(generator): Comparison {
    const shape = [small(generator), generator.integer(2, 5)];
    const weights = () => awayFromZero(generator, shape);
    return {
      inputs: [apart(generator, [3, ...shape]), weights(), weights()],
      ours: (x, weight, bias) => x!.layerNorm(shape, weight!, bias!, 0.01),
      tfjs: (x, weight, bias) => tf.add(tf.mul(normalized(x!, [1, 2], 0.01), weight!), bias!),
    };
  },
  'batchNorm by the batch'(generator): Comparison {
    const channels = small(generator);
    const weights = () => awayFromZero(generator, [channels]);
    return {
      inputs: [apart(generator, [3, channels, small(generator), 2]), weights(), weights()],
      ours: (x, weight, bias) => x!.batchNorm(null, null, weight!, bias!, { training: true, eps: 0.01 }),
      tfjs: (x, weight, bias) => {
        const perChannel = (w: tf.Tensor): tf.Tensor => tf.reshape(w, [1, channels, 1, 1]);
        return tf.add(tf.mul(normalized(x!, [0, 2, 3], 0.01), perChannel(weight!)), perChannel(bias!));
      },
    };
  },
  'batchNorm by running statistics'(generator): Comparison {
    const channels = small(generator);
    const [mean, variance] = [awayFromZero(generator, [channels]), between(generator, 0.2, 2, [channels])];
    const [means, variances] = [mean, variance].map((x) => tf.tensor1d([...x.storage.data]));
    return {
      inputs: [
        apart(generator, [4, channels]),
        awayFromZero(generator, [channels]),
        awayFromZero(generator, [channels]),
      ],
      ours: (x, weight, bias) =>
        x!.batchNorm(mean.to('float32'), variance.to('float32'), weight!, bias!, { eps: 0.01 }),
      tfjs: (x, weight, bias) => tf.batchNorm(x!, means!, variances!, bias as tf.Tensor1D, weight as tf.Tensor1D, 0.01),
    };
  },
};

export const sequences: Family = {
  lstmCell(generator): Comparison {
    const [n, hidden] = [small(generator), small(generator)];
    return {
      inputs: [awayFromZero(generator, [n, 4 * hidden]), awayFromZero(generator, [n, hidden])],
      ours: (gates, c) => gates!.lstmCell(c!),
      tfjs: (gates, c) => {
        const [i, f, g, o] = tf.split(gates!, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        const cell = tf.add(tf.mul(tf.sigmoid(f), c!), tf.mul(tf.sigmoid(i), tf.tanh(g)));
        return tf.concat([tf.mul(tf.sigmoid(o), tf.tanh(cell)), cell], 1);
      },
      jax: (gates, c) => {
        const [i, f, g, o] = np.split(gates!, 4, 1) as [np.Array, np.Array, np.Array, np.Array];
        const cell = nn
          .sigmoid(f)
          .mul(c!)
          .add(nn.sigmoid(i).mul(np.tanh(g)));
        return np.concatenate([nn.sigmoid(o).mul(np.tanh(cell.ref)), cell], 1);
      },
    };
  },
  scaledDotProductAttention: attention(false),
  'scaledDotProductAttention, causal': attention(true),
};

function attention(isCausal: boolean) {
  return (generator: Generator): Comparison => {
    const [batch, heads, queries, width] = [
      generator.integer(1, 3),
      small(generator),
      small(generator),
      small(generator),
    ];
    const keys = isCausal ? queries : small(generator);
    const ofHeads = (x: np.Array): np.Array => np.transpose(x, [0, 2, 1, 3]);
    const draw = (length: number) => awayFromZero(generator, [batch, heads, length, width]);
    return {
      inputs: [draw(queries), draw(keys), draw(keys)],
      ours: (q, k, v) => q!.scaledDotProductAttention(k!, v!, { isCausal }),
      jax: (q, k, v) => ofHeads(nn.dotProductAttention(ofHeads(q!), ofHeads(k!), ofHeads(v!), { isCausal })),
    };
  };
}
