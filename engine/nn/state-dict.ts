import { noGrad } from '../autograd/mode.ts';
import { ArgumentError } from '../errors.ts';
import { countOf, formatShape, sameShape, type Shape } from '../tensor/shape.ts';
import { allocate, type Dtype } from '../tensor/storage.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';

/** One tensor as plain data. JSON holds every finite number of it exactly, save that −0 becomes 0. */
export interface TensorState {
  readonly shape: Shape;
  readonly dtype: Dtype;
  readonly data: readonly number[];
}

/** What a module has learned, by name: `JSON.stringify(net.stateDict())` saves it, `net.loadStateDict(JSON.parse(text))` brings it back. */
export type StateDict = Readonly<Record<string, TensorState>>;

export function stateOf(tensors: ReadonlyMap<string, Tensor>): StateDict {
  return Object.fromEntries([...tensors].map(([name, source]) => [name, describe(source)]));
}

function describe(source: Tensor): TensorState {
  const { storage, offset, size } = source.detach().contiguous();
  return {
    shape: [...source.shape],
    dtype: source.dtype,
    data: Array.from(storage.data.subarray(offset, offset + size)),
  };
}

export function loadState(tensors: ReadonlyMap<string, Tensor>, state: StateDict): void {
  if (typeof state !== 'object' || state === null) {
    throw new ArgumentError(
      `loadStateDict: got a ${state === null ? 'null' : typeof state}; expected what stateDict() gave. Use JSON.parse on text.`,
    );
  }
  const missing = [...tensors.keys()].filter((name) => !Object.hasOwn(state, name));
  const unexpected = Object.keys(state).filter((name) => !tensors.has(name));
  const unfit = [...tensors].flatMap(([name, target]) =>
    Object.hasOwn(state, name) ? complaintsAbout(name, state[name], target) : [],
  );
  const complaints = [...listed('missing', missing), ...listed('unexpected', unexpected), ...unfit];
  if (complaints.length > 0) {
    throw new ArgumentError(
      `loadStateDict: ${complaints.join('; ')}. Expected the state of a module built in the same way; nothing was changed.`,
    );
  }
  noGrad(() => {
    for (const [name, target] of tensors) target.copy_(restore(state[name]!));
  });
}

/** Through float64, so that each number is rounded at most once. */
function restore({ shape, data }: TensorState): Tensor {
  const numbers = allocate('float64', data.length);
  numbers.set(data);
  return fromData(numbers, shape);
}

function listed(kind: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${kind}: ${names.join(', ')}`];
}

function complaintsAbout(name: string, entry: Partial<TensorState> | null | undefined, target: Tensor): string[] {
  if (!Array.isArray(entry?.shape) || !Array.isArray(entry.data)) {
    return [`${name} is not of the form { shape, dtype, data }`];
  }
  const { shape, data } = entry as TensorState;
  if (!sameShape(shape, target.shape)) {
    return [`${name} has the shape ${formatShape(shape)}, expected ${formatShape(target.shape)}`];
  }
  if (data.length !== countOf(shape)) return [`${name} has ${data.length} numbers, expected ${countOf(shape)}`];
  // JSON writes NaN and Infinity as null, which would load as 0.
  const odd = data.findIndex((value) => typeof value !== 'number');
  return odd < 0 ? [] : [`${name} holds ${String(data[odd])} at position ${odd}, expected a number`];
}
