import type { Storage } from '../tensor/storage.ts';
import { blockBytes } from './allocator.ts';

/** An account of storages in the kernels' memory, in the order in which they came: the oldest is the first to leave. */
export class Shelf {
  /** How many bytes their blocks take. */
  bytes = 0;
  #oldest: Storage | null = null;
  #newest: Storage | null = null;

  get oldest(): Storage | null {
    return this.#oldest;
  }

  /** Puts a storage here, taking it off the shelf it was on. */
  put(storage: Storage): void {
    storage.shelf?.remove(storage);
    storage.shelf = this;
    storage.before = this.#newest;
    if (this.#newest === null) this.#oldest = storage;
    else this.#newest.after = storage;
    this.#newest = storage;
    this.bytes += blockBytes(storage.size * 4);
  }

  remove(storage: Storage): void {
    const { before, after } = storage;
    if (before === null) this.#oldest = after;
    else before.after = after;
    if (after === null) this.#newest = before;
    else after.before = before;
    storage.before = null;
    storage.after = null;
    storage.shelf = null;
    this.bytes -= blockBytes(storage.size * 4);
  }
}
