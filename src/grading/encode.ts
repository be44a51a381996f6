/**
 * Values of the course's own functions as plain data, in the form in which the runner brings back a learner's.
 * For trusted values only: the sandbox has an encoder of its own that survives a hostile realm.
 */
import type { Encoded } from './observation.ts';

/** One array or number of an answer; `path` is '' or the field's name. */
export interface Leaf {
  readonly path: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'float64';
  readonly data: Float64Array;
}

interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  toArray(): unknown;
}

/** What a function returned, as plain data. */
export function encode(value: unknown): Encoded {
  if (typeof value === 'number') return { kind: 'number', value };
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const data = Float64Array.from(value as unknown as ArrayLike<number>);
    return { kind: 'array', shape: [data.length], dtype: value instanceof Float32Array ? 'float32' : 'float64', data };
  }
  if (Array.isArray(value)) return encodeArray(value);
  if (isTensor(value)) {
    const inner = encode(value.toArray());
    const data = inner.kind === 'array' ? inner.data : Float64Array.of(inner.kind === 'number' ? inner.value : NaN);
    return { kind: 'array', shape: [...value.shape], dtype: value.dtype === 'float32' ? 'float32' : 'float64', data };
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, inner]) => [name, encode(inner)] as const);
    return fields.length > 0
      ? { kind: 'object', fields: Object.fromEntries(fields) }
      : { kind: 'other', what: 'an empty object' };
  }
  return { kind: 'other', what: value === null ? 'null' : typeof value };
}

function isTensor(value: unknown): value is TensorLike {
  return typeof value === 'object' && value !== null && 'toArray' in value && 'shape' in value && 'dtype' in value;
}

function encodeArray(items: readonly unknown[]): Encoded {
  const parts = items.map(encode);
  const first = parts[0];
  if (first === undefined) return { kind: 'array', shape: [0], dtype: 'float64', data: new Float64Array(0) };
  if (parts.every((part) => part.kind === 'number')) {
    return {
      kind: 'array',
      shape: [parts.length],
      dtype: 'float64',
      data: Float64Array.from(parts, (part) => part.value),
    };
  }
  if (
    first.kind === 'array' &&
    parts.every((part) => part.kind === 'array' && String(part.shape) === String(first.shape))
  ) {
    const rows = parts as (typeof first)[];
    return {
      kind: 'array',
      shape: [rows.length, ...first.shape],
      dtype: rows.every((row) => row.dtype === 'float32') ? 'float32' : 'float64',
      data: Float64Array.from(rows.flatMap((row) => [...row.data])),
    };
  }
  const odd = parts.find((part) => part.kind === 'other');
  return { kind: 'other', what: odd ? `an array that holds ${odd.what}` : 'an array whose rows differ in length' };
}

/** The arrays and numbers of an answer, by field; undefined when part of it is neither. */
export function leavesOf(value: Encoded, path = ''): Leaf[] | undefined {
  switch (value.kind) {
    case 'number':
      return [{ path, shape: [], dtype: 'float64', data: Float64Array.of(value.value) }];
    case 'array':
      return [{ path, shape: value.shape, dtype: value.dtype, data: value.data }];
    case 'object': {
      const inner = Object.entries(value.fields)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, field]) => leavesOf(field, path === '' ? name : `${path}.${name}`));
      return inner.every((leaves) => leaves !== undefined) ? inner.flat() : undefined;
    }
    case 'other':
      return undefined;
  }
}

/** Equal bit for bit, but that 0 and −0 are one and NaN equals itself. */
export function sameEncoded(a: Encoded, b: Encoded): boolean {
  if (a.kind === 'object' && b.kind === 'object') {
    const names = Object.keys(a.fields);
    return (
      names.length === Object.keys(b.fields).length &&
      names.every((name) => {
        const [left, right] = [a.fields[name], b.fields[name]];
        return left !== undefined && right !== undefined && sameEncoded(left, right);
      })
    );
  }
  if (a.kind === 'other' || b.kind === 'other') return a.kind === 'other' && b.kind === 'other' && a.what === b.what;
  const [left, right] = [leavesOf(a)?.[0], leavesOf(b)?.[0]];
  if (a.kind !== b.kind || left === undefined || right === undefined) return false;
  if (String(left.shape) !== String(right.shape)) return false;
  return left.data.every(
    (number, index) => number === right.data[index] || (Number.isNaN(number) && Number.isNaN(right.data[index])),
  );
}
