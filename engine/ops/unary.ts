import { ArgumentError } from '../errors.ts';
import * as kernels from '../kernels/unary.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { defineOp, defineUnary } from './define.ts';
import { awayFromZero, between, chance, randomShape, unarySample } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * −x, for each number.
     *
     * Shape: unchanged.
     * Grad: −gradOutput.
     * @see https://pytorch.org/docs/stable/generated/torch.neg.html
     */
    neg(): Tensor;
    /**
     * eˣ, for each number.
     *
     * Shape: unchanged.
     * Grad: gradOutput · eˣ: the function is its own slope.
     * @see https://pytorch.org/docs/stable/generated/torch.exp.html
     */
    exp(): Tensor;
    /**
     * The natural logarithm ln x, for each number: −∞ at 0, NaN below.
     *
     * Shape: unchanged.
     * Grad: gradOutput / x.
     * @see https://pytorch.org/docs/stable/generated/torch.log.html
     */
    log(): Tensor;
    /**
     * √x, for each number; NaN below 0.
     *
     * Shape: unchanged.
     * Grad: gradOutput / (2√x), infinite at 0.
     * @see https://pytorch.org/docs/stable/generated/torch.sqrt.html
     */
    sqrt(): Tensor;
    /**
     * The magnitude |x|, for each number.
     *
     * Shape: unchanged.
     * Grad: gradOutput · sign(x), and 0 at the kink x = 0, as in PyTorch.
     * @see https://pytorch.org/docs/stable/generated/torch.abs.html
     */
    abs(): Tensor;
    /**
     * The hyperbolic tangent, for each number: an S from −1 to 1.
     *
     * Shape: unchanged.
     * Grad: gradOutput · (1 − tanh² x).
     * @see https://pytorch.org/docs/stable/generated/torch.tanh.html
     */
    tanh(): Tensor;
    /**
     * The logistic function σ(x) = 1 / (1 + e⁻ˣ), for each number: an S from 0 to 1.
     *
     * Shape: unchanged.
     * Grad: gradOutput · σ(x)(1 − σ(x)).
     * @see https://pytorch.org/docs/stable/generated/torch.sigmoid.html
     */
    sigmoid(): Tensor;
    /**
     * max(0, x), for each number.
     *
     * Shape: unchanged.
     * Grad: gradOutput where x > 0, else 0; at the kink x = 0 the slope is 0 by convention, as in PyTorch.
     * @see https://pytorch.org/docs/stable/generated/torch.relu.html
     */
    relu(): Tensor;
    /**
     * ln(1 + eˣ), for each number: a relu with a rounded corner, which neither overflows nor loses digits.
     *
     * Shape: unchanged.
     * Grad: gradOutput · σ(x), with σ the sigmoid.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softplus.html
     */
    softplus(): Tensor;
    /**
     * Each number moved into [min, max]; either bound may be null for none.
     *
     * Shape: unchanged.
     * Grad: gradOutput where min ≤ x ≤ max, else 0; a number on a bound counts as inside, as in PyTorch.
     * @throws ArgumentError if both bounds are missing.
     * @see https://pytorch.org/docs/stable/generated/torch.clamp.html
     */
    clamp(min?: number | null, max?: number | null): Tensor;
  }
}

const neg = defineUnary(
  'neg',
  kernels.neg,
  unarySample((x) => x.neg(), awayFromZero),
);
const exp = defineUnary(
  'exp',
  kernels.exp,
  unarySample((x) => x.exp(), awayFromZero),
);
const log = defineUnary(
  'log',
  kernels.log,
  unarySample(
    (x) => x.log(),
    (g, shape) => between(g, 0.2, 3, shape),
  ),
);
const sqrt = defineUnary(
  'sqrt',
  kernels.sqrt,
  unarySample(
    (x) => x.sqrt(),
    (g, shape) => between(g, 0.2, 3, shape),
  ),
);
const abs = defineUnary(
  'abs',
  kernels.abs,
  unarySample((x) => x.abs(), awayFromZero),
);
const tanh = defineUnary(
  'tanh',
  kernels.tanh,
  unarySample((x) => x.tanh(), awayFromZero),
);
const sigmoid = defineUnary(
  'sigmoid',
  kernels.sigmoid,
  unarySample((x) => x.sigmoid(), awayFromZero),
);
const relu = defineUnary(
  'relu',
  kernels.relu,
  unarySample((x) => x.relu(), awayFromZero),
);
const softplus = defineUnary(
  'softplus',
  kernels.softplus,
  unarySample((x) => x.softplus(), awayFromZero),
);

const clamp = defineOp<[Tensor], [min: number, max: number]>({
  name: 'clamp',
  forward: ([input], min, max) => {
    const x = input.contiguous();
    const out = allocate(x.dtype, x.size);
    // In this order the upper bound wins if the bounds cross, as in PyTorch.
    for (let i = 0; i < x.size; i++) out[i] = Math.min(Math.max(x.storage.data[x.offset + i]!, min), max);
    return fromData(out, x.shape);
  },
  backward: [
    (gradOutput, node, min, max) => {
      const x = node.savedInput(0).contiguous();
      const g = gradOutput.contiguous();
      const gradInput = allocate(x.dtype, x.size);
      for (let i = 0; i < x.size; i++) {
        const value = x.storage.data[x.offset + i]!;
        gradInput[i] = value >= min && value <= max ? g.storage.data[g.offset + i]! : 0;
      }
      return fromData(gradInput, x.shape);
    },
  ],
  sample: (generator) => {
    const bound = 0.05;
    const [min, max] = chance(generator) ? [-bound, null] : [null, bound];
    return { inputs: [awayFromZero(generator, randomShape(generator))], run: (x) => x!.clamp(min, max) };
  },
});

Tensor.prototype.neg = function () {
  return neg(this);
};
Tensor.prototype.exp = function () {
  return exp(this);
};
Tensor.prototype.log = function () {
  return log(this);
};
Tensor.prototype.sqrt = function () {
  return sqrt(this);
};
Tensor.prototype.abs = function () {
  return abs(this);
};
Tensor.prototype.tanh = function () {
  return tanh(this);
};
Tensor.prototype.sigmoid = function () {
  return sigmoid(this);
};
Tensor.prototype.relu = function () {
  return relu(this);
};
Tensor.prototype.softplus = function () {
  return softplus(this);
};
Tensor.prototype.clamp = function (min = null, max = null) {
  if (min === null && max === null)
    throw new ArgumentError('clamp: got no bound; expected min, max or both, for example clamp(0, 1).');
  return clamp([this], min ?? -Infinity, max ?? Infinity);
};
