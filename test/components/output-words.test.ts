import { describe, expect, it } from 'vitest';
import type { TensorPart } from '../../src/runner/protocol.ts';
import { toCsv } from '../../src/components/output/csv.ts';
import { layOut } from '../../src/components/output/graph-layers.ts';
import { gridOf, leftOutWords, placeOf } from '../../src/components/output/number-grid.ts';
import { printable } from '../../src/components/output/printable.ts';
import { tableBehind } from '../../src/components/output/table-behind.ts';
import { summaryWords, tensorText } from '../../src/components/output/tensor-words.ts';
import { timeLeftWords } from '../../src/components/output/time-left.ts';

function part(shape: readonly number[], sent?: number): TensorPart {
  const size = shape.reduce((product, length) => product * length, 1);
  const data = Array.from({ length: sent ?? size }, (_, i) => i);
  return { kind: 'tensor', shape, dtype: 'float32', requiresGrad: false, size, data };
}

describe('toCsv', () => {
  it('defuses formulas and quotes what needs it', () => {
    expect(toCsv(['a'], [['=1+1'], ['@x'], ['+2'], ['-3'], ['-x'], [-4], ['a "b", c'], [null], ['\t=1']])).toBe(
      `a\r\n'=1+1\r\n'@x\r\n'+2\r\n-3\r\n'-x\r\n-4\r\n"a ""b"", c"\r\nNaN\r\n'\t=1\r\n`,
    );
  });
});

describe('printable', () => {
  it('drops terminal colours and shows control characters', () => {
    expect(printable('\u001b[31mred\u001b[0m a\u0007b\u202ec\nd\te')).toBe('red a␇b\ufffdc\nd\te');
  });
});

describe('gridOf', () => {
  it('picks a slice by its leading indices', () => {
    const grid = gridOf(part([2, 3, 2]), [1]);
    expect(grid).toMatchObject({ rows: 3, columns: 2, numbers: [6, 7, 8, 9, 10, 11] });
    expect(placeOf(grid, 3, [1], 3)).toBe('[1, 1, 1]');
  });

  it('folds a vector and counts through', () => {
    const grid = gridOf(part([100]), []);
    expect(grid).toMatchObject({ rows: 10, columns: 10, folded: true });
    expect(placeOf(grid, 37, [], 1)).toBe('[37]');
  });

  it('says what is not there', () => {
    const cut = part([100, 100], 4096);
    expect(leftOutWords(cut, gridOf(cut, []))).toBe(
      'The first 64 rows and 64 columns of this slice are shown; of 10,000 numbers the first 4,096 left the sandbox; blank places were not among them.',
    );
    expect(leftOutWords(part([2, 2]), gridOf(part([2, 2]), []))).toBeUndefined();
  });

  it.each([[[0]], [[0, 3]], [[3, 0]], [[2, 0, 3]]])('has nothing to show of %j', (shape) => {
    expect(gridOf(part(shape), [0]).numbers).toEqual([]);
  });
});

describe('words', () => {
  it('summarise a tensor, or what is known of it', () => {
    expect(summaryWords(part([5]))).toBe('5 numbers; min 0, mean 2, max 4');
    expect(summaryWords(part([5], 3))).toBe('5 numbers; min 0, mean 1, max 2 (of the first 3)');
    expect(summaryWords({ ...part([2]), data: [null, 1] })).toContain('1 not finite');
    expect(tensorText(part([2, 2]))).toBe('tensor([[0, 1], [2, 3]])');
    expect(tensorText(part([2, 2, 1]))).toContain('Tensor [2, 2, 1] float32, 4 numbers');
  });

  it('tell the time left, once there is a pace', () => {
    expect(timeLeftWords(0, 10, 1000)).toBe('');
    expect(timeLeftWords(5, 10, 1000)).toBe('about 2 s left');
    expect(timeLeftWords(1, 600, 1000)).toBe('about 10 min left');
  });
});

describe('a graph', () => {
  it('stands in layers, the end to the right of all it is made of', () => {
    const node = (from: number[]) => ({ op: '', label: '', value: '', grad: '', from });
    const { placed } = layOut([node([1, 2]), node([2]), node([])]);
    expect(placed.map(({ x }) => x)).toEqual([...placed.map(({ x }) => x)].sort((a, b) => b - a));
    expect(new Set(placed.map(({ x }) => x)).size).toBe(3);
  });
});

describe('tableBehind', () => {
  it('holds the bins of a histogram', () => {
    const { rows } = tableBehind({ kind: 'histogram', low: 0, high: 4, counts: [1, 2], counted: 3, of: 3, odd: 0 });
    expect(rows).toEqual([
      [0, 2, 1],
      [2, 4, 2],
    ]);
  });
});
