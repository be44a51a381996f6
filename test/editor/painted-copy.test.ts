import { describe, expect, it } from 'vitest';
import { markSymbols } from '../../src/catalog/symbols.ts';
import { cutLines } from '../../src/components/editor/painted-copy.ts';

describe('cutLines', () => {
  it('gives back the text, line by line', () => {
    const text = 'const z = w * x;\n\nconsole.log(z);';
    const lines = cutLines(text, markSymbols(text));
    expect(lines.map((line) => line.map((piece) => piece.text).join('')).join('\n')).toBe(text);
  });

  it('cuts at the edges of a span', () => {
    expect(cutLines('a w b', [{ start: 2, end: 3, className: 'q' }])).toEqual([
      [{ text: 'a ' }, { text: 'w', className: 'q' }, { text: ' b' }],
    ]);
  });

  it('ignores a span that overlaps another or crosses a line', () => {
    const spans = [
      { start: 0, end: 2, className: 'first' },
      { start: 1, end: 3, className: 'overlaps' },
      { start: 3, end: 6, className: 'crosses' },
    ];
    expect(cutLines('abcd\nef', spans)).toEqual([
      [{ text: 'ab', className: 'first' }, { text: 'cd' }],
      [{ text: 'ef' }],
    ]);
  });
});
