import { ArgumentError, DtypeError } from '../errors.ts';
import { checkDtype } from '../ops/copying.ts';
import { flattenNested, type NestedInput } from './nested.ts';
import { checkShape, countOf, type Shape } from './shape.ts';
import { allocate, type Dtype, type FloatArray } from './storage.ts';
import { fromData, Tensor } from './tensor.ts';

export interface TensorOptions {
  /** `'float32'` unless said otherwise. */
  readonly dtype?: Dtype;
  /** Whether what is computed from the tensor is recorded for `backward()`. */
  readonly requiresGrad?: boolean;
}

type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/**
 * A tensor with these numbers, copied: a number, nested lists, or a typed array.
 *
 * Shape: `[]` for a number, `[n]` for a list of n, `[n, m]` for n lists of m, and so on.
 * Grad: a leaf, recorded if `requiresGrad`.
 * @throws ShapeError if the lists are uneven, DtypeError if something is not a number; both say where.
 * @see https://pytorch.org/docs/stable/generated/torch.tensor.html
 */
export function tensor(data: NestedInput | NumberArray, options: TensorOptions = {}): Tensor {
  if (data instanceof Tensor)
    throw new DtypeError(
      'tensor: got a tensor; expected numbers. Use clone() for a copy, detach() to cut it off from its graph.',
    );
  if (ArrayBuffer.isView(data)) {
    const values = data as NumberArray;
    return finish(values, [values.length], {
      dtype: values instanceof Float64Array ? 'float64' : 'float32',
      ...options,
    });
  }
  const { shape, values } = flattenNested(data);
  return finish(values, shape, options);
}

/**
 * A tensor of zeros.
 *
 * Shape: as asked.
 * @see https://pytorch.org/docs/stable/generated/torch.zeros.html
 */
export function zeros(shape: Shape, options?: TensorOptions): Tensor {
  return full(shape, 0, options);
}

/**
 * A tensor of ones.
 *
 * Shape: as asked.
 * @see https://pytorch.org/docs/stable/generated/torch.ones.html
 */
export function ones(shape: Shape, options?: TensorOptions): Tensor {
  return full(shape, 1, options);
}

/**
 * A tensor that holds one number everywhere.
 *
 * Shape: as asked.
 * @see https://pytorch.org/docs/stable/generated/torch.full.html
 */
export function full(shape: Shape, value: number, options: TensorOptions = {}): Tensor {
  const checked = checkShape(shape, 'full');
  const data = allocate(checkDtype(options.dtype ?? 'float32', 'full'), countOf(checked));
  return leaf(value === 0 ? data : data.fill(value), checked, options);
}

/**
 * A tensor of zeros like another.
 *
 * Shape: that of `input`; its dtype too, unless said otherwise.
 * @see https://pytorch.org/docs/stable/generated/torch.zeros_like.html
 */
export function zerosLike(input: Tensor, options?: TensorOptions): Tensor {
  return full(input.shape, 0, { dtype: input.dtype, ...options });
}

/**
 * A tensor of ones like another.
 *
 * Shape: that of `input`; its dtype too, unless said otherwise.
 * @see https://pytorch.org/docs/stable/generated/torch.ones_like.html
 */
export function onesLike(input: Tensor, options?: TensorOptions): Tensor {
  return full(input.shape, 1, { dtype: input.dtype, ...options });
}

/**
 * The numbers start, start + step, … up to, not including, end: `arange(3)` is 0, 1, 2.
 *
 * Shape: `[ceil((end − start) / step)]`.
 * @throws ArgumentError if `step` is 0 or leads away from `end`.
 * @see https://pytorch.org/docs/stable/generated/torch.arange.html
 */
export function arange(end: number, options?: TensorOptions): Tensor;
export function arange(start: number, end: number, step?: number, options?: TensorOptions): Tensor;
export function arange(first: number, second?: number | TensorOptions, step = 1, options?: TensorOptions): Tensor {
  const [start, end] = typeof second === 'number' ? [first, second] : [0, first];
  const count = Math.ceil((end - start) / step);
  if (!Number.isFinite(count) || count < 0) {
    throw new ArgumentError(
      `arange: got start ${start}, end ${end} and step ${step}; expected a step, not 0, that leads from start to end.`,
    );
  }
  const values = Array.from({ length: count }, (_, i) => start + i * step);
  return finish(values, [count], typeof second === 'object' ? second : (options ?? {}));
}

/**
 * Evenly spaced numbers from start to end, both included.
 *
 * Shape: `[steps]`.
 * @throws ArgumentError if `steps` is not a whole number from 0 up.
 * @see https://pytorch.org/docs/stable/generated/torch.linspace.html
 */
export function linspace(start: number, end: number, steps: number, options: TensorOptions = {}): Tensor {
  if (!Number.isInteger(steps) || steps < 0)
    throw new ArgumentError(`linspace: got ${steps} steps; expected a whole number from 0 up.`);
  const last = steps - 1;
  // Counting from the nearer end makes the last number exactly `end`.
  const values = Array.from({ length: steps }, (_, i) => {
    const step = last === 0 ? 0 : (end - start) / last;
    return i <= last / 2 ? start + i * step : end - (last - i) * step;
  });
  return finish(values, [steps], options);
}

/**
 * The identity matrix: ones on the diagonal, zeros elsewhere.
 *
 * Shape: `[n, m]`, with m = n unless said otherwise.
 * @see https://pytorch.org/docs/stable/generated/torch.eye.html
 */
export function eye(n: number, m = n, options: TensorOptions = {}): Tensor {
  const shape = checkShape([n, m], 'eye');
  const data = allocate(checkDtype(options.dtype ?? 'float32', 'eye'), n * m);
  for (let i = 0; i < Math.min(n, m); i++) data[i * m + i] = 1;
  return leaf(data, shape, options);
}

function finish(values: ArrayLike<number>, shape: Shape, options: TensorOptions): Tensor {
  const data = allocate(checkDtype(options.dtype ?? 'float32', 'tensor'), values.length);
  data.set(values);
  return leaf(data, shape, options);
}

export function leaf(data: FloatArray, shape: Shape, options: TensorOptions): Tensor {
  return fromData(data, shape).requiresGrad_(options.requiresGrad ?? false);
}
