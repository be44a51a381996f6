/** Blocks are multiples of this, so that SIMD loads are aligned. */
const GRAIN = 16;
/** Up to here every multiple of the grain is a class of its own; beyond, eight classes to each doubling. */
const FINE_UP_TO = 1024;

/**
 * Hands out blocks of one fixed stretch of memory, and takes them back.
 *
 * Freed blocks wait in a list of their size class and are never merged: a training loop asks for the same sizes over and
 * over, and when the classes have drifted until nothing fits, the owner moves everything out and calls `reset`.
 */
export class Allocator {
  readonly #start: number;
  readonly #end: number;
  readonly #free = new Map<number, number[]>();
  #next: number;

  /** `start` and `end` are byte addresses. */
  constructor(start: number, end: number) {
    this.#start = start;
    this.#end = end;
    this.#next = start;
  }

  /** The address of a block for so many bytes, or 0 if there is none left. `bytes` must come from {@link blockBytes}. */
  take(bytes: number): number {
    const waiting = this.#free.get(bytes);
    if (waiting !== undefined && waiting.length > 0) return waiting.pop()!;
    const address = this.#next;
    if (address + bytes > this.#end) return 0;
    this.#next = address + bytes;
    return address;
  }

  /** Takes back a block of so many bytes. */
  give(address: number, bytes: number): void {
    const waiting = this.#free.get(bytes);
    if (waiting === undefined) this.#free.set(bytes, [address]);
    else waiting.push(address);
  }

  /** Forgets every block; right only when none is in use. */
  reset(): void {
    this.#free.clear();
    this.#next = this.#start;
  }
}

/** The size of the block that holds `bytes`. */
export function blockBytes(bytes: number): number {
  if (bytes <= FINE_UP_TO) return bytes === 0 ? GRAIN : (bytes + GRAIN - 1) & -GRAIN;
  const step = 1 << (28 - Math.clz32(bytes - 1));
  return Math.ceil(bytes / step) * step;
}
