/** The number formats a tensor can hold: `float32` unless asked otherwise, `float64` for gradient checks. */
export type Dtype = 'float32' | 'float64';

export type FloatArray = Float32Array | Float64Array;

/** The numbers behind one tensor and all its views. */
export class Storage {
  readonly data: FloatArray;
  readonly dtype: Dtype;
  /** Grows with every write in place, so that `backward` can notice that a value it needs has changed. */
  version = 0;

  constructor(data: FloatArray) {
    this.data = data;
    this.dtype = data instanceof Float32Array ? 'float32' : 'float64';
  }
}

export function allocate(dtype: Dtype, size: number): FloatArray {
  return dtype === 'float32' ? new Float32Array(size) : new Float64Array(size);
}
