import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markSymbols } from '../../src/catalog/symbols.ts';
import { cutLines } from '../../src/components/editor/painted-copy.ts';
import { layer, syntaxSpans } from '../../src/components/editor/plain-syntax.ts';

const kinds = (text: string): string[] =>
  syntaxSpans(text).map((span) => `${span.className} ${text.slice(span.start, span.end)}`);

describe('syntaxSpans', () => {
  it('tells the kinds apart', () => {
    expect(kinds("const a = f('x') + 1.5; // let")).toEqual([
      'code-keyword const',
      'code-function f',
      "code-string 'x'",
      'code-constant 1.5',
      'code-comment // let',
    ]);
  });

  it('takes no property for a keyword', () => {
    expect(kinds('a.of + a.from')).toEqual([]);
  });

  it('cuts a comment over two lines into two', () => {
    expect(kinds('/* a\nb */')).toEqual(['code-comment /* a', 'code-comment b */']);
  });
});

describe('layer', () => {
  it('puts symbols above syntax', () => {
    const text = '// z = w';
    const spans = layer(syntaxSpans(text), markSymbols(text));
    expect(spans.map((span) => text.slice(span.start, span.end))).toEqual(['// ', 'z', ' = ', 'w']);
  });

  it('never loses a letter', () => {
    const letters = fc.string({
      unit: fc.constantFrom('w', 'dz', '\n', ' ', '/', '*', "'", '(', 'const', '1', '`', '.'),
    });
    fc.assert(
      fc.property(letters, (text) => {
        const lines = cutLines(text, layer(syntaxSpans(text), markSymbols(text)));
        expect(lines.map((line) => line.map((piece) => piece.text).join('')).join('\n')).toBe(text);
      }),
    );
  });
});
