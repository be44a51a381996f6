import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentAfter, offsetOf, siblingPath, smallestChange } from '../../src/components/editor/text-change.ts';

describe('smallestChange', () => {
  it('turns any text into any other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const change = smallestChange(before, after);
        const result = change ? before.slice(0, change.start) + change.insert + before.slice(change.end) : before;
        expect(result).toBe(after);
      }),
    );
  });

  it('leaves alone what is the same at both ends', () => {
    expect(smallestChange('let w = 1;', 'let w = 12;')).toEqual({ start: 9, end: 9, insert: '2' });
    expect(smallestChange('aa', 'aaa')).toEqual({ start: 2, end: 2, insert: 'a' });
    expect(smallestChange('same', 'same')).toBeUndefined();
  });
});

describe('indentAfter', () => {
  it('keeps the indentation of the line', () => {
    expect(indentAfter('a\n  b')).toBe('  ');
    expect(indentAfter('')).toBe('');
  });

  it('goes one step deeper after an opener', () => {
    expect(indentAfter('for (;;) {')).toBe('  ');
    expect(indentAfter('  call( ')).toBe('    ');
  });
});

describe('offsetOf', () => {
  it('counts lines and columns from 1', () => {
    expect(offsetOf('ab\ncd', 2, 2)).toBe(4);
    expect(offsetOf('ab\ncd', 1, 1)).toBe(0);
  });

  it('stays inside the text', () => {
    expect(offsetOf('ab\ncd', 9, 9)).toBe(5);
    expect(offsetOf('ab\ncd', 0, -3)).toBe(0);
    expect(offsetOf('ab\ncd', 1, 99)).toBe(2);
  });
});

describe('siblingPath', () => {
  it.each([
    ['dw/02-one-pot.ts', './01-pot.ts', 'dw/01-pot.ts'],
    ['dw/02-one-pot.ts', '01-pot', 'dw/01-pot.ts'],
    ['dw/02-one-pot.ts', 'dw/01-pot.ts', 'dw/01-pot.ts'],
    ['one.ts', './mine', 'mine.ts'],
  ])('from %s, %s is %s', (path, name, expected) => {
    expect(siblingPath(path, name)).toBe(expected);
  });
});
