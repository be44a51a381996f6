import type { Tensor } from '../tensor/tensor.ts';

/**
 * For operations whose kernel computes the gradients of all inputs in one go, while rules are called one by one: what was
 * computed for one input waits here for the rules of the others.
 */
export class JointGradients {
  #gradOutput: Tensor | null = null;
  #waiting: (Tensor | null)[] = [];

  /** The gradient of the input at `index`; `compute` gives those of all, null for those that nobody will ask for. */
  take(index: number, gradOutput: Tensor, compute: () => (Tensor | null)[]): Tensor {
    if (this.#gradOutput !== gradOutput || this.#waiting[index] == null) {
      this.#gradOutput = gradOutput;
      this.#waiting = compute();
    }
    const gradient = this.#waiting[index]!;
    this.#waiting[index] = null;
    return gradient;
  }
}
