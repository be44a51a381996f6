import { describe, expect, it } from 'vitest';
import { notationKeys, searchWords } from '../../src/catalog/notation.ts';

describe('searchWords', () => {
  it.each([
    ['∂L/∂w', 'dlbydw'],
    ['dL/dw', 'dlbydw'],
    ['dL / dW', 'dlbydw'],
    ['∂L / ∂W', 'dlbydw'],
    ['\\frac{\\partial L}{\\partial w}', 'dlbydw'],
    ['$\\frac{dL}{dw}$', 'dlbydw'],
    ['d L / d w', 'dlbydw'],
    ['dw', 'dw'],
    ['dW', 'dw'],
    ['how much more pumpkin', 'how much more pumpkin'],
    ['  Gradient   of the weights ', 'gradient of the weights'],
    ['∂L/∂z', 'dlbydz'],
    ['', ''],
  ])('%s → %s', (typed, key) => {
    expect(searchWords(typed)).toBe(key);
  });

  it('keeps one key for spellings that mean the same', () => {
    expect(notationKeys(['∂L/∂w', 'dL/dw', 'dL/dW'])).toEqual(['dlbydw']);
  });
});
