import { describe, expect, it } from 'vitest';
import type { Named } from '../../src/catalog/search-keys.ts';
import { findNamed, reallyFound } from '../../src/components/search-match.ts';

const page = (kind: Named['kind'], path: string, ...keys: string[]): Named => ({
  kind,
  path,
  title: path,
  says: '',
  keys,
});
const names = [
  page('lesson', 'lessons/dw/', 'dw', 'dlbydw'),
  page('term', 'glossary/dwell/', 'dwell'),
  page('term', 'glossary/dw/', 'dw', 'dlbydw'),
  page('term', 'glossary/x/', 'x'),
];
const paths = (words: string) => findNamed(names, words).map((found) => found.path);

describe('findNamed', () => {
  it('puts the exact name before a longer one, and a term before a lesson', () => {
    expect(paths('dw')).toEqual(['glossary/dw/', 'lessons/dw/', 'glossary/dwell/']);
    expect(paths('dlbydw')).toEqual(['glossary/dw/', 'lessons/dw/']);
  });
  it('finds one letter only where it is the whole name', () => {
    expect(paths('d')).toEqual([]);
    expect(paths('x')).toEqual(['glossary/x/']);
  });
});

describe('reallyFound', () => {
  it('takes a word or its beginning, not a mere first letter', () => {
    expect(reallyFound('the <mark>weights</mark> of', 'weight')).toBe(true);
    expect(reallyFound('the matrix <mark>X</mark>', 'xyzzyplugh')).toBe(false);
  });
});
