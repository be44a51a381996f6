import { nn, numpy as np } from '@jax-js/jax';
import { MultiheadAttention, TransformerEncoderLayer, type Generator, type Tensor } from '../../../engine/index.ts';
import { apart } from '../../../engine/ops/sampling.ts';
import type { Comparison, Family } from './compare.ts';
import { draw, filled, options, size } from './layers.ts';

/** Self-attention of [n, T, E] by jax-js, from weights as PyTorch stacks them. */
function attend(x: np.Array, heads: number, [wIn, bIn, wOut, bOut]: np.Array[], isCausal: boolean): np.Array {
  const [n, length, width] = x.shape as [number, number, number];
  const [q, k, v] = np
    .split(dense(x, wIn!, bIn!), 3, -1)
    .map((part) => part.reshape([n, length, heads, width / heads])) as [np.Array, np.Array, np.Array];
  return dense(nn.dotProductAttention(q, k, v, { isCausal }).reshape([n, length, width]), wOut!, bOut!);
}

const dense = (x: np.Array, weight: np.Array, bias: np.Array): np.Array => np.matmul(x, np.transpose(weight)).add(bias);

const attentionShapes = (width: number): number[][] => [[3 * width, width], [3 * width], [width, width], [width]];

function fillAttention(attention: MultiheadAttention, weights: readonly (Tensor | undefined)[]): MultiheadAttention {
  const [inProjWeight, inProjBias, weight, bias] = weights;
  filled(attention.outProj, { weight, bias });
  return filled(attention, { inProjWeight, inProjBias });
}

export const attention: Family = {
  MultiheadAttention(generator): Comparison {
    const [heads, length, isCausal] = [generator.integer(1, 4), size(generator), generator.uniform() < 0.5];
    const width = heads * generator.integer(1, 4);
    return {
      inputs: [draw(generator, 2, length, width), ...attentionShapes(width).map((shape) => draw(generator, ...shape))],
      ours: (x, ...weights) => {
        const layer = fillAttention(new MultiheadAttention(width, heads, { batchFirst: true, ...options }), weights);
        return layer.forward(x!, x!, x!, { isCausal })[0];
      },
      jax: (x, ...weights) => attend(x!, heads, weights, isCausal),
    };
  },
  'TransformerEncoderLayer, normalising first': transformer(true),
  'TransformerEncoderLayer, normalising last': transformer(false),
};

function transformer(normFirst: boolean) {
  return (generator: Generator): Comparison => {
    const [heads, length] = [2, size(generator)];
    const [width, inner] = [heads * generator.integer(1, 4), generator.integer(1, 9)];
    const shapes = [
      ...attentionShapes(width),
      [inner, width],
      [inner],
      [width, inner],
      [width],
      [width],
      [width],
      [width],
      [width],
    ];
    const shape = { dimFeedforward: inner, dropout: 0, activation: 'gelu', normFirst, batchFirst: true } as const;
    return {
      inputs: [apart(generator, [2, length, width]), ...shapes.map((one) => draw(generator, ...one))],
      ours: (x, ...weights) => {
        const layer = new TransformerEncoderLayer(width, heads, { ...shape, ...options });
        fillAttention(layer.selfAttn, weights);
        const parts = [layer.linear1, layer.linear2, layer.norm1, layer.norm2];
        parts.forEach((part, i) => filled(part, { weight: weights[4 + 2 * i], bias: weights[5 + 2 * i] }));
        return layer.forward(x!, { isCausal: true });
      },
      jax: (x, ...weights) => {
        const [up, down, first, second] = [4, 6, 8, 10].map((at) => weights.slice(at, at + 2)) as [
          np.Array[],
          np.Array[],
          np.Array[],
          np.Array[],
        ];
        const norm = (y: np.Array, [gain, shift]: np.Array[]): np.Array =>
          nn.standardize(y, -1, { epsilon: 1e-5 }).mul(gain!).add(shift!);
        const look = (y: np.Array): np.Array => attend(y, heads, weights.slice(0, 4), true);
        const think = (y: np.Array): np.Array =>
          dense(nn.gelu(dense(y, up[0]!, up[1]!), { approximate: false }), down[0]!, down[1]!);
        if (normFirst) {
          const seen = x!.ref.add(look(norm(x!, first)));
          return seen.ref.add(think(norm(seen, second)));
        }
        const seen = norm(x!.ref.add(look(x!)), first);
        return norm(seen.ref.add(think(seen)), second);
      },
    };
  };
}
