import { describe, expect, test } from 'vitest';
import { unitOf } from '../bench/contestant.ts';
import { brief, disagreements, median, report, type Result } from '../bench/table.ts';

const result = (contestant: string, rates: number[], losses: number[], note?: string): Result => ({
  contestant,
  workload: 'W1',
  rates,
  losses,
  ...(note === undefined ? {} : { note }),
});

describe('losses', () => {
  const peer = result('jax-js', [10], [2, 1, 0.5]);

  test('agree within a thousandth, over the steps both have', () => {
    expect(disagreements([peer, result('risotto', [20], [2.001, 1.0005])])).toEqual([]);
  });

  test.each([
    ['late', [2, 1, 0.6]],
    ['not a number', [2, NaN]],
  ])('that part are found: %s', (_name, losses) => {
    const [found, ...others] = disagreements([peer, result('risotto', [20], losses)]);
    expect(found).toMatchObject({ reference: 'jax-js', result: { contestant: 'risotto' } });
    expect(others).toEqual([]);
  });

  test('are not measured against a peer that has a reason to be different', () => {
    const odd = result('tfjs-cpu', [1], [7, 7], 'it has a reason');
    const found = disagreements([odd, peer, result('risotto', [20], [2, 1])]);
    expect(found.map((entry) => entry.result.contestant)).toEqual(['tfjs-cpu']);
  });

  test('that part without a reason are said aloud', () => {
    expect(report([peer, result('risotto', [20], [3])])).toContain('LOSSES DIFFER: risotto at W1');
    expect(report([peer, result('risotto', [20], [3], 'it may')])).not.toContain('LOSSES DIFFER');
  });
});

describe('the table', () => {
  test('has medians, ratios to the best peer, and reasons below', () => {
    const lines = report([
      result('risotto', [10, 30, 20], [1]),
      result('jax-js', [5, 4], [1]),
      result('tfjs-cpu', [2], [1]),
      result('js-pytorch', [], [], 'it cannot'),
    ]).split('\n');
    expect(lines[1]!.trim().split(/\s{2,}/)).toEqual(['W1 steps/s', '20.0', '4.50', '2.00', '– [1]']);
    expect(lines[5]!.trim().split(/\s{2,}/)).toEqual(['W1', '4.44', '1.00', '0.44', '–']);
    expect(lines).toContain('[1] js-pytorch, W1: it cannot.');
  });

  test('takes the middle of the rounds', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });

  test.each([
    [0.1234, '0.12'],
    [12.34, '12.3'],
    [1234.4, '1234'],
    [12345, '12.3k'],
    [123456, '123k'],
    [NaN, '–'],
  ])('writes %d as %s', (value, text) => expect(brief(value)).toBe(text));

  test('counts arithmetic and memory', () => {
    expect(unitOf('W6-1024').perStep).toBeCloseTo(2.147, 3);
    expect(unitOf('W7-add')).toEqual({ name: 'GB/s', perStep: 0.012 });
    expect(unitOf('W7-exp').perStep).toBe(0.008);
    expect(unitOf('W3')).toEqual({ name: 'steps/s', perStep: 1 });
  });
});
