import type { Storage } from '../tensor/storage.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { free, keepForGraph } from './residency.ts';

type Gradients = readonly (Tensor | null)[];

/**
 * What an operation puts by for its own backward rules, as one of its arguments.
 *
 * Nobody else can reach these storages, so they are freed together with the graph, or at once where nothing is recorded.
 */
export class Saved {
  readonly #storages: Storage[] = [];
  #gradOutput: Tensor | null = null;
  #waiting: (Tensor | null)[] = [];

  /** Puts a storage by; `at` finds them in this order. */
  put(storage: Storage): void {
    this.#storages.push(storage);
  }

  at(index: number): Storage | undefined {
    return this.#storages[index];
  }

  keep(): void {
    this.#storages.forEach(keepForGraph);
  }

  free(): void {
    this.#storages.forEach(free);
  }

  /**
   * The gradient of one input, where a kernel computes those of all inputs in one go, while rules are called one by one:
   * what is computed for the first waits for the others. `compute` gives null where it cannot, or where nobody will ask.
   */
  take(index: number, gradOutput: Tensor, compute: () => Gradients | null): Tensor | null {
    if (this.#gradOutput !== gradOutput || this.#waiting[index] === null) {
      this.#gradOutput = gradOutput;
      this.#waiting = compute()?.slice() ?? [];
    }
    const gradient = this.#waiting[index] ?? null;
    this.#waiting[index] = null;
    return gradient;
  }
}
