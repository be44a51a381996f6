import { ArgumentError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { expectGenerator } from '../tensor/random.ts';
import { expectTensor, type Tensor } from '../tensor/tensor.ts';
import { Module } from './module.ts';

export interface DropoutLayerOptions {
  /** Where the choice of what to drop comes from; always asked for, so that every run can be repeated. */
  readonly generator: Generator;
}

/**
 * In training, each number set to 0 with probability p and the others divided by 1 − p; after `eval()`, nothing at all.
 *
 * Shape: unchanged.
 * @throws ArgumentError if p is outside [0, 1], or without a generator.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Dropout.html
 */
export class Dropout extends Module {
  readonly p: number;
  readonly generator: Generator;

  constructor(p: number, options: DropoutLayerOptions) {
    super();
    expectGenerator(options?.generator, 'new Dropout');
    this.p = expectProbability(p, 'Dropout');
    this.generator = options.generator;
  }

  forward(input: Tensor): Tensor {
    expectTensor(input, 'Dropout');
    return input.dropout(this.p, { training: this.training, generator: this.generator });
  }
}

export function expectProbability(p: number, caller: string): number {
  if (p >= 0 && p <= 1) return p;
  throw new ArgumentError(`${caller}: got the dropout ${String(p)}; expected a probability from 0 to 1.`);
}
