import * as tf from '@tensorflow/tfjs-core';
import { lax, nn, numpy as np } from '@jax-js/jax';
import { maximum, minimum, where, type Generator, type Tensor } from '../../../engine/index.ts';
import { apart, awayFromZero, between, broadcastPair, randomShape } from '../../../engine/ops/sampling.ts';
import type { Comparison, Family } from './compare.ts';

type Draw = (generator: Generator, shape: readonly number[]) => Tensor;

const positive: Draw = (generator, shape) => between(generator, 0.2, 3, shape);

function ofOne(
  ours: (x: Tensor) => Tensor,
  tfjs: (x: tf.Tensor) => tf.Tensor,
  jax: (x: np.Array) => np.Array,
  draw: Draw = awayFromZero,
) {
  return (generator: Generator): Comparison => ({
    inputs: [draw(generator, randomShape(generator, 1))],
    ours: ours as Comparison['ours'],
    tfjs: tfjs as NonNullable<Comparison['tfjs']>,
    jax: jax as NonNullable<Comparison['jax']>,
  });
}

const { sqrt, PI, SQRT1_2 } = Math;

export const unary: Family = {
  neg: ofOne((x) => x.neg(), tf.neg, np.negative),
  exp: ofOne((x) => x.exp(), tf.exp, np.exp),
  log: ofOne((x) => x.log(), tf.log, np.log, positive),
  sqrt: ofOne((x) => x.sqrt(), tf.sqrt, np.sqrt, positive),
  abs: ofOne((x) => x.abs(), tf.abs, np.abs),
  tanh: ofOne((x) => x.tanh(), tf.tanh, np.tanh),
  sigmoid: ofOne((x) => x.sigmoid(), tf.sigmoid, nn.sigmoid),
  relu: ofOne((x) => x.relu(), tf.relu, nn.relu),
  softplus: ofOne((x) => x.softplus(), tf.softplus, nn.softplus),
  leakyRelu: ofOne(
    (x) => x.leakyRelu(0.2),
    (x) => tf.leakyRelu(x, 0.2),
    (x) => nn.leakyRelu(x, 0.2),
  ),
  silu: ofOne(
    (x) => x.silu(),
    (x) => tf.mul(x, tf.sigmoid(x)),
    nn.silu,
  ),
  gelu: ofOne(
    (x) => x.gelu(),
    (x) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, SQRT1_2)))),
    (x) => nn.gelu(x, { approximate: false }),
  ),
  'gelu by tanh': ofOne(
    (x) => x.gelu({ approximate: 'tanh' }),
    (x) => {
      const inner = tf.mul(sqrt(2 / PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))));
      return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(inner)));
    },
    (x) => nn.gelu(x, { approximate: true }),
  ),
  clamp: ofOne(
    (x) => x.clamp(-0.7, 0.55),
    (x) => tf.clipByValue(x, -0.7, 0.55),
    (x) => np.clip(x, -0.7, 0.55),
  ),
  'pow with a number': ofOne(
    (x) => x.pow(3),
    (x) => tf.pow(x, 3),
    (x) => x.ref.mul(np.square(x)),
  ),
  'gelu far from 0': ofOne(
    (x) => x.gelu(),
    (x) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, SQRT1_2)))),
    (x) => x.ref.mul(lax.erf(x.mul(SQRT1_2)).add(1)).mul(0.5),
    (generator, shape) => awayFromZero(generator, shape).mul(3),
  ),
};

function ofTwo(
  ours: (a: Tensor, b: Tensor) => Tensor,
  tfjs: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  jax: (a: np.Array, b: np.Array) => np.Array,
  drawA: Draw = awayFromZero,
  drawB: Draw = drawA,
) {
  return (generator: Generator): Comparison => {
    const [shapeA, shapeB] = broadcastPair(generator);
    return {
      inputs: [drawA(generator, shapeA), drawB(generator, shapeB)],
      ours: ours as Comparison['ours'],
      tfjs: tfjs as NonNullable<Comparison['tfjs']>,
      jax: jax as NonNullable<Comparison['jax']>,
    };
  };
}

/** Two draws that never tie: one of multiples of 0.2 and a bit, the other half-way between. */
const between02: Draw = (generator, shape) => apart(generator, shape).add(0.1);

/** Some gradients of tfjs do not fold broadcasting back; that of a sum does. */
const spread = (a: tf.Tensor, b: tf.Tensor): [tf.Tensor, tf.Tensor] => [
  tf.add(a, tf.zerosLike(b)),
  tf.add(b, tf.zerosLike(a)),
];

/** With broadcasting, of one side or of both. */
export const binary: Family = {
  add: ofTwo((a, b) => a.add(b), tf.add, np.add),
  sub: ofTwo((a, b) => a.sub(b), tf.sub, np.subtract),
  mul: ofTwo((a, b) => a.mul(b), tf.mul, np.multiply),
  div: ofTwo((a, b) => a.div(b), tf.div, np.divide),
  pow: ofTwo((a, b) => a.pow(b), tf.pow, np.pow, positive, awayFromZero),
  maximum: ofTwo(maximum, (a, b) => tf.maximum(...spread(a, b)), np.maximum, apart, between02),
  minimum: ofTwo(minimum, (a, b) => tf.minimum(...spread(a, b)), np.minimum, apart, between02),
  where: ofTwo(
    (a, b) => where(a.detach().gt(b.detach()), a, b.mul(2)),
    (a, b) => {
      const [wideA, wideB] = spread(a, b);
      // The comparison has no gradient, not even none, so it is made off the tape.
      const [detachedA, detachedB] = [tf.tensor(wideA.arraySync()), tf.tensor(wideB.arraySync())];
      return tf.where(tf.greater(detachedA, detachedB), wideA, tf.mul(wideB, 2));
    },
    (a, b) => np.where(np.greater(a.ref, b.ref), a, b.mul(2)),
    apart,
    between02,
  ),
  gt: ofTwo((a, b) => a.gt(b), tf.greater, np.greater),
  le: ofTwo((a, b) => a.le(b), tf.lessEqual, np.lessEqual),
  eq: ofTwo((a, b) => a.eq(b), tf.equal, np.equal),
};
