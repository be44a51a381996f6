import * as tf from '@tensorflow/tfjs-core';
import { nn, numpy as np } from '@jax-js/jax';
import type { Generator, Tensor } from '../../../engine/index.ts';
import { apart, awayFromZero, chance, randomDim, randomShape, shuffled } from '../../../engine/ops/sampling.ts';
import type { Comparison, Family } from './compare.ts';

interface Axes {
  readonly dims: number[];
  readonly keepdim: boolean;
}

/** Over any dimensions of any shape. */
function over(
  ours: (x: Tensor, axes: Axes) => Tensor,
  tfjs: ((x: tf.Tensor, axes: Axes) => tf.Tensor) | null,
  jax: (x: np.Array, axes: Axes) => np.Array,
  draw: (generator: Generator, shape: readonly number[]) => Tensor = apart,
) {
  return (generator: Generator): Comparison => {
    const shape = randomShape(generator, 1, 4);
    const dims = shuffled(generator, shape.length).slice(0, generator.integer(1, shape.length + 1));
    const axes = { dims, keepdim: chance(generator) };
    return {
      inputs: [draw(generator, shape)],
      ours: (x) => ours(x!, axes),
      ...(tfjs === null ? {} : { tfjs: (x) => tfjs(x!, axes) }),
      jax: (x) => jax(x!, axes),
    };
  };
}

/** Along one dimension of any shape. */
function along(
  ours: (x: Tensor, dim: number, keepdim: boolean) => Tensor,
  tfjs: (x: tf.Tensor, dim: number, keepdim: boolean) => tf.Tensor,
  jax: (x: np.Array, dim: number, keepdim: boolean) => np.Array,
  draw: (generator: Generator, shape: readonly number[]) => Tensor = apart,
) {
  return (generator: Generator): Comparison => {
    const shape = randomShape(generator, 1, 4);
    const [dim, keepdim] = [randomDim(generator, shape.length), chance(generator)];
    return {
      inputs: [draw(generator, shape)],
      ours: (x) => ours(x!, dim, keepdim),
      tfjs: (x) => tfjs(x!, dim, keepdim),
      jax: (x) => jax(x!, dim, keepdim),
    };
  };
}

/** Softmax of tfjs runs along the last dimension only, and the gradient of its cumsum is wrong along any other. */
const alongLast =
  (run: (x: tf.Tensor) => tf.Tensor) =>
  (x: tf.Tensor, dim: number): tf.Tensor => {
    const order = x.shape.map((_, d) => d);
    const at = dim < 0 ? dim + order.length : dim;
    [order[at], order[order.length - 1]] = [order.length - 1, at];
    return tf.transpose(run(tf.transpose(x, order)), order);
  };

export const reductions: Family = {
  sum: over(
    (x, { dims, keepdim }) => x.sum(dims, keepdim),
    (x, { dims, keepdim }) => tf.sum(x, dims, keepdim),
    (x, { dims, keepdim }) => np.sum(x, dims, { keepdims: keepdim }),
  ),
  mean: over(
    (x, { dims, keepdim }) => x.mean(dims, keepdim),
    (x, { dims, keepdim }) => tf.mean(x, dims, keepdim),
    (x, { dims, keepdim }) => np.mean(x, dims, { keepdims: keepdim }),
  ),
  'variance of the whole': over(
    (x, { dims, keepdim }) => x.variance(dims, { correction: 0, keepdim }),
    (x, { dims, keepdim }) => tf.moments(x, dims, keepdim).variance,
    (x, { dims, keepdim }) => np.var_(x, dims, { correction: 0, keepdims: keepdim }),
  ),
  'variance of a sample': over(
    (x, { keepdim }) => x.mul(2).variance(null, { keepdim }),
    null,
    (x, { keepdim }) => np.var_(x.mul(2), null, { correction: 1, keepdims: keepdim }),
    (generator, shape) => apart(generator, [...shape.slice(1), 3]),
  ),
  'norm of 2': over(
    (x, { dims, keepdim }) => x.norm(2, dims, keepdim),
    (x, { dims, keepdim }) => tf.sqrt(tf.sum(tf.square(x), dims, keepdim)),
    (x, { dims, keepdim }) => np.sqrt(np.sum(np.square(x), dims, { keepdims: keepdim })),
    awayFromZero,
  ),
  'norm of 1': over(
    (x, { dims, keepdim }) => x.norm(1, dims, keepdim),
    (x, { dims, keepdim }) => tf.sum(tf.abs(x), dims, keepdim),
    (x, { dims, keepdim }) => np.sum(np.abs(x), dims, { keepdims: keepdim }),
    awayFromZero,
  ),
  logSumExp: over(
    (x, { dims, keepdim }) => x.logSumExp(dims, keepdim),
    (x, { dims, keepdim }) => tf.logSumExp(x, dims, keepdim),
    (x, { dims, keepdim }) => nn.logsumexp(x, dims, { keepdims: keepdim }),
  ),
  'max of all': over(
    (x) => x.max(),
    (x) => tf.max(x),
    (x) => np.max(x),
  ),
  'max along one': along(
    (x, dim, keepdim) => x.max(dim, keepdim).values,
    (x, dim, keepdim) => tf.max(x, dim, keepdim),
    (x, dim, keepdim) => np.max(x, dim, { keepdims: keepdim }),
  ),
  'min along one': along(
    (x, dim, keepdim) => x.min(dim, keepdim).values,
    (x, dim, keepdim) => tf.min(x, dim, keepdim),
    (x, dim, keepdim) => np.min(x, dim, { keepdims: keepdim }),
  ),
  argmax: along(
    (x, dim) => x.argmax(dim),
    (x, dim) => tf.argMax(x, dim),
    (x, dim) => np.argmax(x, dim),
  ),
  argmin: along(
    (x, dim) => x.argmin(dim),
    (x, dim) => tf.argMin(x, dim),
    (x, dim) => np.argmin(x, dim),
  ),
  softmax: along(
    (x, dim) => x.softmax(dim),
    alongLast(tf.softmax),
    (x, dim) => nn.softmax(x, dim),
  ),
  logSoftmax: along(
    (x, dim) => x.logSoftmax(dim),
    alongLast(tf.logSoftmax),
    (x, dim) => nn.logSoftmax(x, dim),
  ),
  cumsum: along(
    (x, dim) => x.cumsum(dim),
    alongLast((x) => tf.cumsum(x, x.rank - 1)),
    (x, dim) => np.cumsum(x, dim),
  ),
};
