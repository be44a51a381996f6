/**
 * Copies what learner code returned into plain data, each element read exactly once. A getter, a Proxy or a
 * `valueOf` may run here and may throw or hang; the first is caught, the second meets the deadline.
 */
import type { Encoded } from '../../grading/index.ts';
import { formatValue } from './format.ts';
import { append, holdsValue, inherits, natives } from './natives.ts';
import type { ReadTensor } from './tensor-view.ts';

/** Bounds of one encoded value. */
export const ENCODE_LIMITS = { numbers: 1_000_000, depth: 8, fields: 64, what: 200 } as const;

type EncodedArray = Extract<Encoded, { kind: 'array' }>;

function other(what: string): Encoded {
  return {
    kind: 'other',
    what: what.length > ENCODE_LIMITS.what ? natives.slice(what, 0, ENCODE_LIMITS.what) + '…' : what,
  };
}

const ITEM = 'an array whose item ';

/* Of nested arrays the path is told: 'an array whose item 2, 0 is …'. */
function badItem(index: number, what: string): Encoded {
  if (natives.indexOf(what, ITEM) === 0) return other(ITEM + index + ', ' + natives.slice(what, ITEM.length));
  return other(ITEM + index + ' is ' + what);
}

function article(value: unknown, readTensor: ReadTensor): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing (did you forget return?)';
    case 'string':
      return 'a string ' + formatValue(value);
    case 'bigint':
      return 'a bigint ' + formatValue(value);
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return value === null ? 'null' : formatValue(value, readTensor);
  }
}

function tooBig(count: number): Encoded {
  return other('an array of ' + count + ' items (at most ' + ENCODE_LIMITS.numbers + ' can be checked)');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 2 ** 53 && natives.floor(value) === value;
}

function encodeView(value: object): Encoded {
  const name = natives.typedName(value);
  if (name === undefined || name === 'BigInt64Array' || name === 'BigUint64Array') {
    return other('a ' + (name ?? 'DataView'));
  }
  const length = natives.typedLength(value);
  if (length > ENCODE_LIMITS.numbers) return tooBig(length);
  const data = new natives.Float64Array(length);
  for (let i = 0; i < length; i++) data[i] = (value as ArrayLike<number>)[i] as number;
  return { kind: 'array', shape: [length], dtype: name === 'Float32Array' ? 'float32' : 'float64', data };
}

/* `first` has been read already; the others are read here, once each. */
function encodeNumbers(value: ArrayLike<unknown>, length: number, first: number): Encoded {
  const data = new natives.Float64Array(length);
  data[0] = first;
  for (let i = 1; i < length; i++) {
    const item = value[i];
    if (typeof item !== 'number') {
      return badItem(i, item === undefined ? 'missing' : article(item, () => undefined));
    }
    data[i] = item;
  }
  return { kind: 'array', shape: [length], dtype: 'float64', data };
}

function encodeRows(value: ArrayLike<unknown>, length: number, first: EncodedArray, deeper: Encode): Encoded {
  const width = first.data.length;
  if (length * width > ENCODE_LIMITS.numbers) return tooBig(length * width);
  const data = new natives.Float64Array(length * width);
  for (let row = 0; row < length; row++) {
    const encoded = row === 0 ? first : deeper(value[row]);
    if (encoded.kind === 'other') return badItem(row, encoded.what);
    if (encoded.kind !== 'array' || !sameShape(encoded.shape, first.shape)) {
      return other('a ragged array: item 0 has shape ' + shapeText(first) + ', item ' + row + ' ' + shapeText(encoded));
    }
    for (let i = 0; i < width; i++) data[row * width + i] = encoded.data[i] as number;
  }
  const shape: number[] = [length];
  for (let i = 0; i < first.shape.length; i++) append(shape, first.shape[i] as number);
  return { kind: 'array', shape, dtype: first.dtype, data };
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function shapeText(encoded: Encoded): string {
  if (encoded.kind !== 'array') return encoded.kind === 'number' ? 'is a number' : 'is an object';
  let text = '[';
  for (let i = 0; i < encoded.shape.length; i++) text += (i > 0 ? ', ' : '') + encoded.shape[i];
  return text + ']';
}

type Encode = (value: unknown) => Encoded;

function encodeArray(value: ArrayLike<unknown>, deeper: Encode): Encoded {
  const length: unknown = value.length;
  if (!isCount(length)) return other('an array whose length is ' + formatValue(length));
  if (length > ENCODE_LIMITS.numbers) return tooBig(length);
  if (length === 0) return { kind: 'array', shape: [0], dtype: 'float64', data: new natives.Float64Array(0) };
  const first = value[0];
  if (typeof first === 'number') return encodeNumbers(value, length, first);
  if (first === undefined) return badItem(0, 'missing');
  const encoded = deeper(first);
  if (encoded.kind === 'array') return encodeRows(value, length, encoded, deeper);
  return badItem(0, encoded.kind === 'other' ? encoded.what : 'an object');
}

function encodeFields(value: object, deeper: Encode): Encoded {
  const prototype = natives.prototypeOf(value);
  if (prototype !== null && prototype !== natives.objectPrototype) return other(formatValue(value));
  const keys = natives.ownKeys(value);
  const fields = { __proto__: null } as unknown as { [name: string]: Encoded };
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== 'string') continue;
    const slot = natives.descriptor(value, key);
    if (slot === undefined || slot.enumerable !== true) continue;
    if (++count > ENCODE_LIMITS.fields) return other('an object of more than ' + ENCODE_LIMITS.fields + ' fields');
    fields[natives.slice(key, 0, 100)] = holdsValue(slot) ? deeper(slot.value) : other('a getter');
  }
  return { kind: 'object', fields };
}

/** Encodes a value; never throws. */
export function encode(value: unknown, readTensor: ReadTensor, depth = 0): Encoded {
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value !== 'object' || value === null) return other(article(value, readTensor));
  if (depth >= ENCODE_LIMITS.depth) return other('something nested more than ' + ENCODE_LIMITS.depth + ' deep');
  const deeper: Encode = (inner) => encode(inner, readTensor, depth + 1);
  try {
    const tensor = readTensor(value, ENCODE_LIMITS.numbers, true);
    if (tensor !== undefined) {
      if (tensor.size > ENCODE_LIMITS.numbers) return tooBig(tensor.size);
      return { kind: 'array', shape: tensor.shape, dtype: tensor.dtype, data: tensor.data };
    }
    if (natives.isView(value)) return encodeView(value);
    if (natives.isArray(value)) return encodeArray(value as ArrayLike<unknown>, deeper);
    if (inherits(value, natives.promisePrototype))
      return other('a Promise (an async function? return the value itself)');
    return encodeFields(value, deeper);
  } catch {
    return other('something that throws when it is read');
  }
}
