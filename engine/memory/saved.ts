import type { Storage } from '../tensor/storage.ts';
import { free, keepForGraph } from './residency.ts';

/**
 * What an operation puts by for its own backward rules, as one of its arguments.
 *
 * Nobody else can reach these storages, so they are freed together with the graph, or at once where nothing is recorded.
 */
export class Saved {
  readonly #storages: Storage[] = [];

  /** Puts a storage by; rules find them again in this order. */
  put(storage: Storage): void {
    this.#storages.push(storage);
  }

  at(index: number): Storage {
    return this.#storages[index]!;
  }

  keep(): void {
    this.#storages.forEach(keepForGraph);
  }

  free(): void {
    this.#storages.forEach(free);
  }
}
