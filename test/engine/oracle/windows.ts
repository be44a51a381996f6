import * as tf from '@tensorflow/tfjs-core';
import { lax, numpy as np } from '@jax-js/jax';
import type { Generator } from '../../../engine/index.ts';
import { apart, awayFromZero, chance } from '../../../engine/ops/sampling.ts';
import type { Comparison, Family } from './compare.ts';

type Pair = [number, number];

const pair = (generator: Generator, low: number, high: number): Pair => [
  generator.integer(low, high),
  generator.integer(low, high),
];

/** tfjs wants the channels last. */
const channelsLast = (x: tf.Tensor): tf.Tensor4D => tf.transpose(x as tf.Tensor4D, [0, 2, 3, 1]);
const channelsFirst = (x: tf.Tensor): tf.Tensor => tf.transpose(x, [0, 3, 1, 2]);
const around = ([rows, columns]: Pair): [Pair, Pair, Pair, Pair] => [
  [0, 0],
  [rows, rows],
  [columns, columns],
  [0, 0],
];

interface Convolution {
  readonly dilations: boolean;
  readonly groups: boolean;
}

/** An image, a kernel and a bias with random sizes, strides and padding. */
function conv2d({ dilations, groups: grouped }: Convolution) {
  return (generator: Generator): Comparison => {
    const groups = grouped ? generator.integer(2, 4) : 1;
    const [channels, outputs] = [groups * generator.integer(1, 3), groups * generator.integer(1, 4)];
    const [kernel, stride] = [pair(generator, 1, 4), pair(generator, 1, 4)];
    const dilation: Pair = dilations ? pair(generator, 1, 3) : [1, 1];
    // The gradient of jax-js cannot do with more padding than the kernel reaches.
    const padding = kernel.map((k, i) => generator.integer(0, Math.min(2, dilation[i]! * (k - 1)) + 1)) as Pair;
    const size = kernel.map((k, i) => dilation[i]! * (k - 1) + 1 + generator.integer(0, 5));
    const edges: Pair[] = padding.map((p): Pair => [p, p]);
    const comparison: Comparison = {
      inputs: [
        awayFromZero(generator, [generator.integer(1, 3), channels, ...size]),
        awayFromZero(generator, [outputs, channels / groups, ...kernel]),
        awayFromZero(generator, [outputs]),
      ],
      ours: (x, weight, bias) => x!.conv2d(weight!, bias, { stride, padding, dilation, groups }),
      jax: (x, weight, bias) =>
        lax
          .convGeneralDilated(x!, weight!, stride, edges, { rhsDilation: dilation, featureGroupCount: groups })
          .add(bias!.reshape([-1, 1, 1])),
    };
    // The gradients of tfjs know neither groups nor dilation.
    if (dilations || grouped) return comparison;
    const tfjs = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor => {
      const filter = tf.transpose(weight, [2, 3, 1, 0]) as tf.Tensor4D;
      const padded = tf.pad(channelsLast(x), around(padding));
      return channelsFirst(tf.add(tf.conv2d(padded, filter, stride, 'valid'), bias));
    };
    return { ...comparison, tfjs: (x, weight, bias) => tfjs(x!, weight!, bias!) };
  };
}

function conv1d(generator: Generator): Comparison {
  const [channels, outputs, kernel] = [generator.integer(1, 4), generator.integer(1, 4), generator.integer(1, 4)];
  const [stride, dilation] = [generator.integer(1, 4), generator.integer(1, 3)];
  const padding = generator.integer(0, Math.min(2, dilation * (kernel - 1)) + 1);
  const length = dilation * (kernel - 1) + 1 + generator.integer(0, 6);
  return {
    inputs: [
      awayFromZero(generator, [generator.integer(1, 3), channels, length]),
      awayFromZero(generator, [outputs, channels, kernel]),
    ],
    ours: (x, weight) => x!.conv1d(weight!, null, { stride, padding, dilation }),
    jax: (x, weight) =>
      lax.convGeneralDilated(x!, weight!, [stride], [[padding, padding]], { rhsDilation: [dilation] }),
  };
}

/** An image, and a window with a stride of its own or of its size. */
function drawPooling(generator: Generator) {
  const kernel = pair(generator, 1, 4);
  const stride = chance(generator) ? kernel : pair(generator, 1, 4);
  const padding = kernel.map((k) => generator.integer(0, Math.floor(k / 2) + 1)) as Pair;
  const size = kernel.map((k) => k + generator.integer(0, 6));
  const image = apart(generator, [generator.integer(1, 3), generator.integer(1, 4), ...size]);
  return { kernel, stride, padding, image };
}

export const windows: Family = {
  conv2d: conv2d({ dilations: false, groups: false }),
  'conv2d with dilation': conv2d({ dilations: true, groups: false }),
  'conv2d in groups': conv2d({ dilations: true, groups: true }),
  conv1d,
  maxPool2d(generator) {
    const { kernel, stride, padding, image } = drawPooling(generator);
    return {
      inputs: [image],
      ours: (x) => x!.maxPool2d(kernel, { stride, padding }),
      // Far below everything in the image, as tfjs's own padding has a gradient for windows of one stride only.
      tfjs: (x) => channelsFirst(tf.maxPool(tf.pad(channelsLast(x!), around(padding), -1e6), kernel, stride, 'valid')),
    };
  },
  'maxPool2d without overlap'(generator) {
    const [channels, rows, columns] = [generator.integer(1, 4), generator.integer(1, 4), generator.integer(1, 4)];
    return {
      inputs: [apart(generator, [2, channels, 2 * rows, 3 * columns])],
      ours: (x) => x!.maxPool2d([2, 3]),
      jax: (x) => np.max(x!.reshape([2, channels, rows, 2, columns, 3]), [3, 5]),
    };
  },
  'avgPool2d counting the padding'(generator) {
    const { kernel, stride, padding, image } = drawPooling(generator);
    return {
      inputs: [image],
      ours: (x) => x!.avgPool2d(kernel, { stride, padding }),
      tfjs: (x) => channelsFirst(tf.avgPool(tf.pad(channelsLast(x!), around(padding)), kernel, stride, 'valid')),
    };
  },
  'avgPool2d over what there is'(generator) {
    const { kernel, stride, padding, image } = drawPooling(generator);
    return {
      inputs: [image],
      ours: (x) => x!.avgPool2d(kernel, { stride, padding, countIncludePad: false }),
      tfjs: (x) => {
        const average = (y: tf.Tensor4D): tf.Tensor4D =>
          tf.avgPool(tf.pad(y, around(padding)), kernel, stride, 'valid');
        const image = channelsLast(x!);
        // Zeros divided by the share of a window that lies inside.
        return channelsFirst(tf.div(average(image), average(tf.ones(image.shape))));
      },
    };
  },
};
