import * as kernels from '../kernels/activations.ts';
import { ArgumentError } from '../errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { defineUnary } from './define.ts';
import { awayFromZero, chance, unarySample } from './sampling.ts';

export interface GeluOptions {
  /** `'none'` for the exact function, `'tanh'` for the approximation that GPT-2 was trained with. */
  readonly approximate?: 'none' | 'tanh';
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * x where x > 0, else x · negativeSlope, for each number: a relu that never goes quite flat.
     *
     * Shape: unchanged.
     * Grad: gradOutput where x > 0, else gradOutput · negativeSlope; the kink x = 0 counts as the left side, as in PyTorch.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu.html
     */
    leakyRelu(negativeSlope?: number): Tensor;
    /**
     * x · Φ(x), for each number, with Φ the share of a normal distribution below x: a relu with a soft, dipping corner.
     *
     * Shape: unchanged.
     * Grad: gradOutput · (Φ(x) + x · φ(x)), with φ the normal density; with `'tanh'`, the slope of the approximation.
     * @throws ArgumentError if `approximate` is neither `'none'` nor `'tanh'`.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.gelu.html
     * @see Hendrycks & Gimpel, "Gaussian Error Linear Units", https://arxiv.org/abs/1606.08415
     */
    gelu(options?: GeluOptions): Tensor;
    /**
     * x · σ(x), for each number, with σ the sigmoid; also called swish.
     *
     * Shape: unchanged.
     * Grad: gradOutput · σ(x)(1 + x(1 − σ(x))).
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.silu.html
     */
    silu(): Tensor;
  }
}

const leakyRelu = defineUnary<[negativeSlope: number]>('leakyRelu', kernels.leakyRelu, (generator) => {
  const slope = chance(generator) ? undefined : 2 * generator.uniform() - 1;
  return unarySample((x) => x.leakyRelu(slope), awayFromZero)(generator);
});

const gelu = defineUnary<[approximate: 'none' | 'tanh']>(
  'gelu',
  (approximate) => (approximate === 'tanh' ? kernels.geluTanh : kernels.gelu),
  (generator) => {
    const options: GeluOptions = chance(generator) ? {} : { approximate: 'tanh' };
    return unarySample((x) => x.gelu(options), awayFromZero)(generator);
  },
);

const silu = defineUnary(
  'silu',
  kernels.silu,
  unarySample((x) => x.silu(), awayFromZero),
);

Tensor.prototype.leakyRelu = function (negativeSlope = 0.01) {
  return leakyRelu(this, negativeSlope);
};
Tensor.prototype.gelu = function ({ approximate = 'none' } = {}) {
  if (approximate !== 'none' && approximate !== 'tanh') {
    throw new ArgumentError(`gelu: got approximate: ${String(approximate)}; expected 'none' or 'tanh'.`);
  }
  return gelu(this, approximate);
};
Tensor.prototype.silu = function () {
  return silu(this);
};
