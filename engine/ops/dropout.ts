import { ArgumentError } from '../errors.ts';
import { Generator } from '../generator.ts';
import { expectGenerator } from '../tensor/random.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { defineOp } from './define.ts';
import { awayFromZero, randomShape } from './sampling.ts';

export interface DropoutOptions {
  /** Outside training nothing is dropped; true unless said otherwise. */
  readonly training?: boolean;
  /** Where the choice comes from; needed in training. */
  readonly generator?: Generator | undefined;
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Each number set to 0 with probability p, and the others divided by 1 − p, so that the expected value stays.
     *
     * Shape: unchanged.
     * Grad: gradOutput through the same choice: 0 where the number was dropped, gradOutput / (1 − p) elsewhere.
     * @throws ArgumentError if p is outside [0, 1], or in training without a generator.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html
     * @see Srivastava et al., "Dropout", Journal of Machine Learning Research 15 (2014)
     */
    dropout(p?: number, options?: DropoutOptions): Tensor;
  }
}

const dropout = defineOp<[Tensor], [factors: Tensor]>({
  name: 'dropout',
  forward: ([input], factors) => input.mul(factors),
  backward: [(gradOutput, _node, factors) => gradOutput.mul(factors)],
  sample: (generator) => {
    const p = 0.8 * generator.uniform();
    const seed = generator.nextUint32();
    const x = awayFromZero(generator, randomShape(generator));
    // A fresh generator at each call drops the same numbers each time, or there would be nothing to differentiate.
    return { inputs: [x], run: (input) => input!.dropout(p, { generator: new Generator(seed) }) };
  },
});

/** 0 for what is dropped, 1 / (1 − p) for what is kept. */
function drawFactors(input: Tensor, p: number, generator: Generator): Tensor {
  const factors = allocate(input.dtype, input.size);
  const kept = 1 / (1 - p);
  for (let i = 0; i < factors.length; i++) factors[i] = generator.uniform() < p ? 0 : kept;
  return fromData(factors, input.shape);
}

Tensor.prototype.dropout = function (p = 0.5, { training = true, generator } = {}) {
  if (!(p >= 0 && p <= 1)) {
    throw new ArgumentError(`dropout: got p = ${String(p)}; expected a probability from 0 to 1.`);
  }
  if (!training || p === 0) return this;
  expectGenerator(generator, 'dropout');
  return dropout([this], drawFactors(this, p, generator));
};
