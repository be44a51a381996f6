import type { Shelf } from '../memory/shelf.ts';

/** The number formats a tensor can hold: `float32` unless asked otherwise, `float64` for gradient checks. */
export type Dtype = 'float32' | 'float64';

export type FloatArray = Float32Array | Float64Array;

/**
 * The numbers behind one tensor and all its views.
 *
 * They lie in an array of their own, or in the memory that the WASM kernels work in; `engine/memory` moves them there
 * and back, and nobody else has to know. An array got from `data` is good until the next operation: ask again.
 */
export class Storage {
  readonly dtype: Dtype;
  /** How many numbers there are. */
  readonly size: number;
  /** Grows with every write in place, so that `backward` can notice that a value it needs has changed. */
  version = 0;

  /** Where in the kernels' memory the numbers lie, in bytes; 0 if they lie in an array of their own. */
  address = 0;
  /** The array of their own, or a view made on demand of where they lie. */
  array: FloatArray | null;
  /** An array they share with others that moved out of the kernels' memory together, and where in it they begin. */
  shared: Float32Array | null = null;
  sharedStart = 0;
  /** The list that keeps account of this storage while it has an address, and its neighbours there. */
  shelf: Shelf | null = null;
  before: Storage | null = null;
  after: Storage | null = null;

  constructor(dtype: Dtype, size: number, array: FloatArray | null) {
    this.dtype = dtype;
    this.size = size;
    this.array = array;
  }

  /** The numbers, wherever they lie. */
  get data(): FloatArray {
    return this.array ?? viewOf(this);
  }
}

/* Taken now: a program may replace the global one, and what it has computed can be read all the same. */
const OwnFloats = Float32Array;

let kernelMemory: ArrayBufferLike | null = null;

/** Tells storages which buffer their addresses mean; it is never replaced. */
export function setKernelMemory(buffer: ArrayBufferLike): void {
  kernelMemory = buffer;
}

function viewOf(storage: Storage): FloatArray {
  const { shared, sharedStart, address, size } = storage;
  const view =
    shared === null
      ? new OwnFloats(kernelMemory!, address, size)
      : new OwnFloats(shared.buffer, shared.byteOffset + sharedStart * OwnFloats.BYTES_PER_ELEMENT, size);
  storage.array = view;
  return view;
}

export function allocate(dtype: Dtype, size: number): FloatArray {
  return dtype === 'float32' ? new Float32Array(size) : new Float64Array(size);
}
