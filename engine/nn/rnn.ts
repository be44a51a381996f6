import { ArgumentError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { Recurrent, type RecurrentOptions } from './recurrent.ts';

export interface RNNOptions extends RecurrentOptions {
  /** `'tanh'` unless said otherwise. */
  readonly nonlinearity?: 'tanh' | 'relu';
}

/**
 * A network with a memory: hₜ = tanh(xₜ W_ihᵀ + b_ih + hₜ₋₁ W_hhᵀ + b_hh).
 *
 * Shape: `[T, n, in]` (or `[T, in]`), and h `[layers, n, hidden]` if given → the list of the output `[T, n, hidden]` and the last h.
 * @throws ShapeError if the shapes do not fit, ArgumentError for an unknown nonlinearity.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.RNN.html
 */
export class RNN extends Recurrent {
  readonly nonlinearity: 'tanh' | 'relu';

  constructor(inputSize: number, hiddenSize: number, options: RNNOptions) {
    super(1, inputSize, hiddenSize, options, 'RNN');
    this.nonlinearity = options.nonlinearity ?? 'tanh';
    if (this.nonlinearity !== 'tanh' && this.nonlinearity !== 'relu') {
      throw new ArgumentError(`RNN: got the nonlinearity ${String(this.nonlinearity)}; expected 'tanh' or 'relu'.`);
    }
  }

  forward(input: Tensor, initial: Tensor | null = null): [output: Tensor, h: Tensor] {
    const { output, final } = this.read(input, initial === null ? null : [initial], 1);
    return [output, final[0]!];
  }

  protected step(input: Tensor, state: readonly Tensor[], weightHh: Tensor): Tensor[] {
    return [input.add(state[0]!.matmul(weightHh))[this.nonlinearity]()];
  }
}
