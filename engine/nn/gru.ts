import type { Tensor } from '../tensor/tensor.ts';
import { Recurrent, type RecurrentOptions } from './recurrent.ts';

/**
 * A memory with two gates, whose weights are stacked in the order r, z, n: r = σ(…) resets, z = σ(…) keeps,
 * n = tanh(xₜ W_inᵀ + b_in + r ∘ (hₜ₋₁ W_hnᵀ + b_hn)) is new, and hₜ = (1 − z) ∘ n + z ∘ hₜ₋₁.
 *
 * Shape: `[T, n, in]` (or `[T, in]`), and h `[layers, n, hidden]` if given → the list of the output `[T, n, hidden]` and the last h.
 * @throws ShapeError if the shapes do not fit.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.GRU.html
 */
export class GRU extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions) {
    super(3, inputSize, hiddenSize, options, 'GRU');
  }

  forward(input: Tensor, initial: Tensor | null = null): [output: Tensor, h: Tensor] {
    const { output, final } = this.read(input, initial === null ? null : [initial], 1);
    return [output, final[0]!];
  }

  // The bias of the state is no mere addend: the reset gate acts on it.
  protected override inputBias(layer: number): Tensor | null {
    return this[`biasIhL${layer}`] ?? null;
  }

  protected step(input: Tensor, state: readonly Tensor[], weightHh: Tensor, biasHh: Tensor | null): Tensor[] {
    const h = state[0]!;
    const product = h.matmul(weightHh);
    const recurrent = biasHh === null ? product : product.add(biasHh);
    const split = 2 * this.hiddenSize;
    const gates = input
      .slice(1, 0, split)
      .add(recurrent.slice(1, 0, split))
      .sigmoid();
    const [reset, keep] = [gates.slice(1, 0, this.hiddenSize), gates.slice(1, this.hiddenSize)];
    const fresh = input
      .slice(1, split)
      .add(reset.mul(recurrent.slice(1, split)))
      .tanh();
    return [fresh.add(keep.mul(h.sub(fresh)))];
  }
}
