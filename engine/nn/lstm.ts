import type { Tensor } from '../tensor/tensor.ts';
import { ArgumentError } from '../errors.ts';
import { Recurrent, type RecurrentOptions } from './recurrent.ts';

/**
 * A memory c behind three gates, whose weights are stacked in the order i, f, g, o:
 * cₜ = σ(f) ∘ cₜ₋₁ + σ(i) ∘ tanh(g), and hₜ = σ(o) ∘ tanh(cₜ) is shown.
 *
 * Shape: `[T, n, in]` (or `[T, in]`), and `[h, c]`, each `[layers, n, hidden]`, if given → the list of the output
 * `[T, n, hidden]` and the last `[h, c]`.
 * @throws ShapeError if the shapes do not fit, ArgumentError if the state is no list of two.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.LSTM.html
 */
export class LSTM extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions) {
    super(4, inputSize, hiddenSize, options, 'LSTM');
  }

  forward(
    input: Tensor,
    initial: readonly [h: Tensor, c: Tensor] | null = null,
  ): [output: Tensor, state: [h: Tensor, c: Tensor]] {
    if (initial !== null && !(Array.isArray(initial) && initial.length === 2)) {
      throw new ArgumentError('LSTM: got an initial state that is no list of two tensors; expected [h, c].');
    }
    const { output, final } = this.read(input, initial, 2);
    return [output, [final[0]!, final[1]!]];
  }

  protected step(input: Tensor, state: readonly Tensor[], weightHh: Tensor): Tensor[] {
    const [h, c] = state as [Tensor, Tensor];
    const next = input.add(h.matmul(weightHh)).lstmCell(c);
    return [next.slice(1, 0, this.hiddenSize), next.slice(1, this.hiddenSize)];
  }
}
