import { describe, expect, it } from 'vitest';
import { digitsToTell, formatNumber } from '../../src/components/format-number.ts';
import { seriesWords } from '../../src/components/series-words.ts';

describe('numbers in a table', () => {
  it('have four digits, or as many as are asked for', () => {
    expect([-1.15, 1 / 3, 12_345_678, 0, NaN].map((value) => formatNumber(value))).toEqual([
      '−1.15',
      '0.3333',
      '1.23e+7',
      '0',
      'NaN',
    ]);
    expect(formatNumber(12_345_678, 6)).toBe('1.2346e+7');
  });

  it('show that they differ', () => {
    for (const [got, expected] of [
      [-1.15, -1.150004],
      [1_234_567, 1_234_571],
      [0.3333333333, 0.3333336667],
    ] as const) {
      const digits = digitsToTell([
        [2, 3],
        [got, expected],
      ]);
      expect(formatNumber(got, digits)).not.toBe(formatNumber(expected, digits));
      expect(formatNumber(got)).toBe(formatNumber(expected));
    }
  });

  it('have no more digits than that, even if nothing tells them apart', () => {
    expect(digitsToTell([[1, 2]])).toBe(4);
    expect(digitsToTell([[NaN, 2]])).toBe(4);
    expect(digitsToTell([[1, 1]])).toBe(4);
  });
});

describe('a line of a chart', () => {
  const line = (...ys: (number | null)[]) => seriesWords(ys.map((y, x) => ({ series: 'loss', x, y })));

  it('says where it begins and ends', () => expect(line(1, 0.5, 0.02)).toBe('from 1 to 0.02'));
  it('says where it breaks off', () =>
    expect(line(0.2526, 35.19, null, null)).toBe('from 0.2526 to 35.19 at 1, then beyond any finite number'));
  it('says when there is nothing to draw', () => expect(line(null, null)).toBe('no finite values'));
});
