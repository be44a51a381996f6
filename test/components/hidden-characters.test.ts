import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revealHidden } from '../../src/components/hidden-characters.ts';

const shown = (text: string): string =>
  revealHidden(text)
    .pieces.map((piece) => piece.text)
    .join('');

describe('hidden characters', () => {
  it.each([
    ['a right-to-left override', 'a\u202Eb', 'a⟦U+202E⟧b', true],
    ['an isolate', 'a\u2066b\u2069', 'a⟦U+2066⟧b⟦U+2069⟧', true],
    ['a zero-width space', 'a\u200Bb', 'a⟦U+200B⟧b', false],
    ['a byte order mark', '\uFEFFa', '⟦U+FEFF⟧a', false],
    ['a tag character', 'a\u{E0041}', 'a⟦U+E0041⟧', false],
    ['a filler that looks like a space', 'const \u3164 = 1', 'const ⟦U+3164⟧ = 1', false],
    ['a no-break space', 'a\u00A0b', 'a⟦U+00A0⟧b', false],
    ['a carriage return', 'a\rb', 'a⟦U+000D⟧b', false],
    ['a line separator', 'a\u2028b', 'a⟦U+2028⟧b', false],
    ['ordinary code', "const w = 'é∂';\n\treturn w;", "const w = 'é∂';\n\treturn w;", false],
  ])('shows %s', (_, text, expected, turning) => {
    expect(shown(text)).toBe(expected);
    expect(revealHidden(text).turning).toBe(turning);
  });

  it('lets none through, and loses nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(shown(shown(text))).toBe(shown(text));
        expect(
          shown(text).replace(/⟦U\+([0-9A-F]+)⟧/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16))),
        ).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the number of marks small in a text of nothing else', () => {
    const { pieces, count } = revealHidden('a\u200B'.repeat(200_000));
    expect(count).toBe(200_000);
    expect(pieces.length).toBeLessThan(1000);
  });
});
