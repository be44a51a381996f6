/** The one place that knows how to look into the engine's tensors. */
import { append, inherits, natives } from './natives.ts';

/** A tensor as the printer and the encoder see it. */
export interface TensorView {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'float64';
  readonly requiresGrad: boolean;
  /** How many numbers it holds; `data` may hold fewer. */
  readonly size: number;
  /** Numbers in row-major order, copied out. */
  readonly data: Float64Array;
}

/** Looks into a value if it is a tensor; copies at most `most` numbers, or `whole` ones only: none of a larger one. */
export type ReadTensor = (value: unknown, most: number, whole?: boolean) => TensorView | undefined;

/** For programs without the engine. */
export const noTensors: ReadTensor = () => undefined;

/* The fields of the engine's class that are read here. */
interface TensorFields {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly storage: { readonly data: Float32Array | Float64Array; readonly dtype: string };
}

/* Steps through a strided view in row-major order, as an odometer does. */
function copyOut(fields: TensorFields, shape: readonly number[], count: number): Float64Array {
  const data = new natives.Float64Array(count);
  const index = new natives.Float64Array(shape.length);
  const source = fields.storage.data;
  let at = fields.offset;
  for (let i = 0; i < count; i++) {
    data[i] = source[at] as number;
    for (let d = shape.length - 1; d >= 0; d--) {
      const stride = fields.strides[d] as number;
      index[d] = (index[d] as number) + 1;
      at += stride;
      if ((index[d] as number) < (shape[d] as number)) break;
      at -= stride * (shape[d] as number);
      index[d] = 0;
    }
  }
  return data;
}

/** A reader for instances of the engine's `Tensor` class, or of none when the engine has no such class. */
export function tensorReader(engine: { readonly [name: string]: unknown }): ReadTensor {
  const made = engine['Tensor'];
  if (typeof made !== 'function') return noTensors;
  const prototype = made.prototype as object;
  const requiresGradOf = natives.descriptor(prototype, 'requiresGrad')?.get;
  return (value, most, whole = false) => {
    if (typeof value !== 'object' || value === null || !inherits(value, prototype)) return undefined;
    const fields = value as TensorFields;
    const shape: number[] = [];
    let size = 1;
    for (let i = 0; i < fields.shape.length && i < 16; i++) {
      append(shape, fields.shape[i] as number);
      size *= fields.shape[i] as number;
    }
    if (!natives.isView(fields.storage.data) || !(size >= 0)) return undefined;
    const data = copyOut(fields, shape, size <= most ? size : whole ? 0 : most);
    const dtype = natives.typedName(fields.storage.data) === 'Float64Array' ? 'float64' : 'float32';
    const requiresGrad = requiresGradOf !== undefined && natives.apply(requiresGradOf, value, []) === true;
    return { shape, dtype, requiresGrad, size, data };
  };
}
