import { describe, expect, it } from 'vitest';
import type { Encoded } from '../../src/grading/index.ts';
import { ENCODE_LIMITS, encode } from '../../src/runner/sandbox/encode.ts';
import { noTensors } from '../../src/runner/sandbox/tensor-view.ts';

const encoded = (value: unknown): Encoded => encode(value, noTensors);
const what = (value: unknown): string => {
  const result = encoded(value);
  return result.kind === 'other' ? result.what : `encoded as ${result.kind}`;
};

describe('encode', () => {
  it('copies numbers, arrays, nested arrays, typed arrays and objects of those', () => {
    expect(encoded(-0)).toEqual({ kind: 'number', value: -0 });
    expect(encoded([1, NaN])).toEqual({
      kind: 'array',
      shape: [2],
      dtype: 'float64',
      data: new Float64Array([1, NaN]),
    });
    expect(
      encoded([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toMatchObject({ shape: [2, 3], data: new Float64Array([1, 2, 3, 4, 5, 6]) });
    expect(encoded([])).toMatchObject({ shape: [0] });
    expect(encoded([[], []])).toMatchObject({ shape: [2, 0] });
    expect(encoded(new Float32Array(3))).toMatchObject({ shape: [3], dtype: 'float32' });
    const object = encoded({ dw: [1], db: 2 });
    expect(object.kind === 'object' && { ...object.fields }).toMatchObject({ dw: { shape: [1] }, db: { value: 2 } });
  });

  it.each([
    [undefined, 'nothing (did you forget return?)'],
    [null, 'null'],
    ['passed', 'a string "passed"'],
    [1n, 'a bigint 1n'],
    [Promise.resolve([1]), 'a Promise (an async function? return the value itself)'],
    [[1, 'a'], 'an array whose item 1 is a string "a"'],
    [[1, , 3], 'an array whose item 1 is missing'],
    [[[1, 2], [3]], 'a ragged array: item 0 has shape [2], item 1 [1]'],
    [[[1], 2], 'a ragged array: item 0 has shape [1], item 1 is a number'],
    [[{ a: 1 }], 'an array whose item 0 is an object'],
    [[[1], [1, 'a']], 'an array whose item 1, 1 is a string "a"'],
    [[Symbol('x')], 'an array whose item 0 is a symbol'],
    [new Map(), 'Map(0) {}'],
    [new Array(1e7).fill(0), `an array of 10000000 items (at most ${ENCODE_LIMITS.numbers} can be checked)`],
  ])('says what it was: %#', (value, text) => {
    expect(what(value)).toBe(text);
  });

  it('reads each element once and runs no field getter', () => {
    let reads = 0;
    const list = new Proxy([1, 2, 3], {
      get: (target, key) => {
        if (key === '1') reads++;
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(encoded(list)).toMatchObject({ data: new Float64Array([1, 2, 3]) });
    expect(reads).toBe(1);
    expect(
      encoded({
        get a() {
          throw new Error('no');
        },
      }),
    ).toMatchObject({ fields: { a: { what: 'a getter' } } });
  });

  it('never throws', () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    expect(what(proxy)).toBe('something that throws when it is read');
    let nested: unknown = 1;
    for (let i = 0; i < 100; i++) nested = [nested];
    expect(what(nested)).toContain('nested more than 8 deep');
    expect(what(new Proxy([], { get: (_t, key) => (key === 'length' ? -1 : 0) }))).toContain('length');
  });
});
