import { describe, expect, it } from 'vitest';
import { renderMath } from '../../src/catalog/math.ts';
import { markSymbols, symbols } from '../../src/catalog/symbols.ts';

const marked = (code: string) => markSymbols(code).map((mark) => `${code.slice(mark.start, mark.end)}:${mark.key}`);

describe('markSymbols', () => {
  it('finds a symbol and its twins', () => {
    expect(marked('const dw = dz * x; dW = dZ.T.matmul(X)')).toEqual([
      'dw:dw',
      'dz:dz',
      'x:x',
      'dW:dw',
      'dZ:dz',
      'X:x',
    ]);
  });
  it('leaves strings, properties and longer names alone', () => {
    expect(marked(`'x' + point.x + xs + "dw" + dwx`)).toEqual([]);
  });
});

describe('equations', () => {
  it('carry the class of each symbol, and MathML', () => {
    const html = renderMath('\\qdw = \\qx\\,\\qdz');
    for (const key of ['dw', 'x', 'dz']) expect(html).toContain(`q-of-${key}`);
    expect(html).toContain('<math');
  });
  it('typeset every symbol in every form', () => {
    for (const symbol of symbols)
      for (const form of symbol.forms) expect(renderMath(`\\q${form}`)).toContain(`q-of-${symbol.key}`);
  });
  it('name every symbol in every form', () => {
    for (const { forms, names } of symbols) expect(names).toHaveLength(forms.length);
  });
  it('refuse other HTML commands and departures from LaTeX', () => {
    expect(() => renderMath('\\href{https://example.org}{x}')).not.toThrow();
    expect(renderMath('\\href{https://example.org}{x}')).not.toContain('<a ');
    expect(() => renderMath('\\nosuchcommand')).toThrow();
    expect(() => renderMath('dw = ∂')).not.toThrow();
    expect(() => renderMath('größe')).toThrow();
  });
});
