import { describe, expect, it } from 'vitest';
import { FORMAT_LIMITS, formatLine, formatValue } from '../../src/runner/sandbox/format.ts';
import { formatTable } from '../../src/runner/sandbox/table.ts';
import type { ReadTensor } from '../../src/runner/sandbox/tensor-view.ts';

describe('formatValue', () => {
  it.each([
    [1.5, '1.5'],
    [-0, '-0'],
    [NaN, 'NaN'],
    [10n, '10n'],
    ['a\n"b"', '"a\\n\\"b\\""'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [[1, [2, 3]], '[1, [2, 3]]'],
    [[], '[]'],
    [{ a: 1, b: 'x' }, '{ a: 1, b: "x" }'],
    [new Map([['a', 1]]), 'Map(1) { "a" => 1 }'],
    [new Set([1, 2]), 'Set(2) { 1, 2 }'],
    [new Float32Array([1, 2]), 'Float32Array(2) [1, 2]'],
    [new Error('no'), 'Error: no'],
    [Promise.resolve(1), '[Promise]'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [function named() {}, '[function named]'],
    [Object.create(null), '{}'],
  ])('shows value %#', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it('names the class of an instance', () => {
    class Layer {
      size = 3;
    }
    expect(formatValue(new Layer())).toBe('Layer { size: 3 }');
  });

  it('gives long nested values a line for each item', () => {
    const rows = Array.from({ length: 3 }, () => Array.from({ length: 12 }, () => 0.25));
    expect(formatValue(rows).split('\n')).toHaveLength(5);
  });

  it('marks circles and stops at depth', () => {
    const circle: { me?: unknown } = {};
    circle.me = circle;
    expect(formatValue(circle)).toBe('{ me: [circular] }');
    expect(formatValue([[[[[[1]]]]]])).toBe('[[[[[array of 1]]]]]');
  });

  it('runs no getter and survives proxies', () => {
    let ran = false;
    const getter = {
      get a(): number {
        ran = true;
        throw new Error('no');
      },
    };
    expect(formatValue(getter)).toBe('{ a: [getter] }');
    expect(ran).toBe(false);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(formatValue(proxy)).toBe('[unreadable]');
    const throwing = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    expect(formatValue(throwing)).toBe('[unreadable]');
  });

  it('is bounded in items and characters', () => {
    expect(formatValue(new Float64Array(1e6))).toContain(`… ${1e6 - FORMAT_LIMITS.items} more`);
    expect(formatValue('x'.repeat(1e6)).length).toBeLessThan(FORMAT_LIMITS.characters + 10);
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, 'v'.repeat(1000)]));
    expect(formatValue(wide).length).toBeLessThan(2 * FORMAT_LIMITS.characters);
  });
});

describe('formatLine', () => {
  const tensor = {};
  const read: ReadTensor = (value, most) =>
    value === tensor
      ? {
          shape: [2, 2],
          dtype: 'float32',
          requiresGrad: true,
          size: 4,
          data: new Float64Array([Math.fround(0.1), NaN, 3, 4]).slice(0, most),
        }
      : undefined;

  it('joins values with spaces and leaves strings bare', () => {
    expect(formatLine(['w =', 1, [2]])).toEqual([{ kind: 'text', text: 'w = 1 [2]' }]);
    expect(formatLine([])).toEqual([{ kind: 'text', text: '' }]);
  });

  it('makes tensors parts of their own', () => {
    expect(formatLine(['w', tensor, 1], read)).toEqual([
      { kind: 'text', text: 'w ' },
      { kind: 'tensor', shape: [2, 2], dtype: 'float32', requiresGrad: true, size: 4, data: [0.100000001, null, 3, 4] },
      { kind: 'text', text: ' 1' },
    ]);
    expect(formatLine([[tensor]], read)).toEqual([{ kind: 'text', text: '[Tensor(2×2)]' }]);
  });
});

describe('formatTable', () => {
  it('aligns columns', () => {
    expect(formatTable([{ w: 1, loss: 0.25 }, { w: 10 }])).toBe('   w   loss\n0  1   0.25\n1  10  ');
    expect(formatTable(3)).toBeUndefined();
  });
});
