import * as tf from '@tensorflow/tfjs-core';
import { nn, numpy as np } from '@jax-js/jax';
import { cat, stack, tensor, type Generator, type Tensor } from '../../../engine/index.ts';
import { awayFromZero, randomDim, randomShape, shuffled } from '../../../engine/ops/sampling.ts';
import { numbersOf, toJax, toTfjs, type Comparison, type Family } from './compare.ts';

const wholeNumbers = (generator: Generator, below: number, shape: readonly number[]): Tensor => {
  const size = shape.reduce((product, n) => product * n, 1);
  return tensor(Float32Array.from({ length: size }, () => generator.integer(0, below))).reshape([...shape]);
};

const wholeTfjs = (x: Tensor): tf.Tensor => tf.cast(toTfjs(x), 'int32');
const wholeJax = (x: Tensor): np.Array => np.array(Int32Array.from(numbersOf(x))).reshape([...x.shape]);

/** Rows of some matrix, [rows, d], and which of them to take. */
function table(generator: Generator): { rows: number; weight: Tensor; indices: Tensor } {
  const [rows, width] = [generator.integer(2, 6), generator.integer(1, 5)];
  const indices = wholeNumbers(generator, rows, randomShape(generator, 1, 2));
  return { rows, weight: awayFromZero(generator, [rows, width]), indices };
}

export const movements: Family = {
  permute(generator): Comparison {
    const shape = randomShape(generator, 1, 4);
    const order = shuffled(generator, shape.length);
    return {
      inputs: [awayFromZero(generator, shape)],
      ours: (x) => x!.permute(order),
      tfjs: (x) => tf.transpose(x!, order),
      jax: (x) => np.transpose(x!, order),
    };
  },
  'permute and reshape'(generator): Comparison {
    const shape = randomShape(generator, 2, 4);
    const order = shuffled(generator, shape.length);
    return {
      inputs: [awayFromZero(generator, shape)],
      ours: (x) => x!.permute(order).reshape(-1, shape[0]!),
      tfjs: (x) => tf.reshape(tf.transpose(x!, order), [-1, shape[0]!]),
      jax: (x) => np.transpose(x!, order).reshape([-1, shape[0]!]),
    };
  },
  expand(generator): Comparison {
    const shape = randomShape(generator, 1, 3);
    const wide = [2, ...shape.map((n) => (n === 1 ? 3 : n))];
    return {
      inputs: [awayFromZero(generator, shape)],
      ours: (x) => x!.expand(wide),
      tfjs: (x) => tf.broadcastTo(x!, wide),
      jax: (x) => np.broadcastTo(x!, wide),
    };
  },
  slice(generator): Comparison {
    const shape = [generator.integer(3, 8), generator.integer(1, 4)];
    const [start, step] = [generator.integer(0, 3), generator.integer(1, 4)];
    const kept = Array.from({ length: Math.ceil((shape[0]! - start) / step) }, (_, i) => start + i * step);
    return {
      inputs: [awayFromZero(generator, shape)],
      ours: (x) => x!.slice(0, start, shape[0], step),
      tfjs: (x) => tf.gather(x!, tf.tensor1d(kept, 'int32')),
      jax: (x) => np.take(x!, np.array(kept, { dtype: np.int32 }), 0),
    };
  },
  at(generator): Comparison {
    const shape = [generator.integer(1, 5), ...randomShape(generator, 1, 2)];
    const index = generator.integer(0, shape[0]!);
    return {
      inputs: [awayFromZero(generator, shape)],
      ours: (x) => x!.at(index),
      tfjs: (x) => tf.unstack(x!)[index]!,
      jax: (x) => x!.slice(index),
    };
  },
  cat(generator): Comparison {
    const shape = randomShape(generator, 1, 3);
    const dim = generator.integer(0, shape.length);
    const shapes = Array.from({ length: 3 }, () => shape.with(dim, generator.integer(1, 5)));
    return {
      inputs: shapes.map((one) => awayFromZero(generator, one)),
      ours: (...parts) => cat(parts, dim),
      tfjs: (...parts) => tf.concat(parts, dim),
      jax: (...parts) => np.concatenate(parts, dim),
    };
  },
  stack(generator): Comparison {
    const shape = randomShape(generator, 1, 3);
    const dim = generator.integer(0, shape.length + 1);
    return {
      inputs: Array.from({ length: 3 }, () => awayFromZero(generator, shape)),
      ours: (...parts) => stack(parts, dim),
      tfjs: (...parts) => tf.stack(parts, dim),
      jax: (...parts) => np.stack(parts, dim),
    };
  },
  'squeeze and unsqueeze'(generator): Comparison {
    const shape = randomShape(generator, 1, 3);
    const dim = generator.integer(0, shape.length + 1);
    return {
      inputs: [awayFromZero(generator, shape)],
      ours: (x) => x!.unsqueeze(dim).mul(2).squeeze(dim),
      tfjs: (x) => tf.squeeze(tf.mul(tf.expandDims(x!, dim), 2), [dim]),
      jax: (x) => np.squeeze(np.expandDims(x!, dim).mul(2), dim),
    };
  },
};

export const lookups: Family = {
  embedding(generator): Comparison {
    const { rows, weight, indices } = table(generator);
    return {
      inputs: [weight],
      ours: (w) => indices.embedding(w!),
      tfjs: (w) => tf.gather(w!, wholeTfjs(indices)),
      jax: (w) => np.matmul(nn.oneHot(wholeJax(indices), rows), w!),
    };
  },
  'gather of one a row'(generator): Comparison {
    const [rows, width] = [generator.integer(1, 5), generator.integer(2, 5)];
    const indices = wholeNumbers(generator, width, [rows]);
    return {
      inputs: [awayFromZero(generator, [rows, width])],
      ours: (x) => x!.gather(1, indices.unsqueeze(1)).squeeze(1),
      tfjs: (x) => tf.sum(tf.mul(x!, tf.oneHot(wholeTfjs(indices), width)), 1),
      jax: (x) => nn.oneHot(wholeJax(indices), width).mul(x!).sum(1),
    };
  },
  'scatterAdd of rows'(generator): Comparison {
    const { rows, weight, indices } = table(generator);
    const flat = indices.reshape(-1);
    const spread = flat.unsqueeze(1).expand(flat.size, weight.shape[1]!);
    return {
      inputs: [weight, awayFromZero(generator, [flat.size, weight.shape[1]!])],
      ours: (sums, source) => sums!.scatterAdd(0, spread.contiguous(), source!),
      tfjs: (sums, source) => {
        const places = tf.cast(tf.oneHot(wholeTfjs(flat), rows), 'float32');
        return tf.add(sums!, tf.matMul(tf.transpose(places), source as tf.Tensor2D));
      },
      jax: (sums, source) => sums!.add(np.matmul(np.transpose(nn.oneHot(wholeJax(flat), rows)), source!)),
    };
  },
  maskedFill(generator): Comparison {
    const shape = randomShape(generator, 1);
    const mask = wholeNumbers(generator, 2, shape);
    const dim = randomDim(generator, shape.length);
    return {
      inputs: [awayFromZero(generator, shape)],
      ours: (x) => x!.maskedFill(mask, -5).softmax(dim),
      jax: (x) => nn.softmax(np.where(np.greater(toJax(mask), 0), -5, x!), dim),
    };
  },
};
