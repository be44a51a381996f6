import { describe, expect, test } from 'vitest';
import { batchFromText, batchToText } from '../../src/components/figures/batch-address.ts';
import { batchSentence, doubledSentence, plainText, potSentence } from '../../src/components/figures/batch-words.ts';
import {
  addPot,
  cancelling,
  firstBatch,
  meanOf,
  MOST_POTS,
  pileScale,
  pileUp,
  removePot,
  servedTwice,
  sumOf,
  withPot,
} from '../../src/components/figures/pot-batch.ts';

describe('a batch of pots', () => {
  test('adds up its products', () => {
    expect(sumOf(firstBatch.pots)).toBe(-2.2);
    expect(meanOf(firstBatch.pots)).toBeCloseTo(-2.2 / 3, 12);
    expect(Object.is(sumOf(cancelling), 0)).toBe(true);
  });

  test('served twice has twice the sum and the same mean', () => {
    const twice = servedTwice(firstBatch);
    expect(sumOf(twice.pots)).toBe(2 * sumOf(firstBatch.pots));
    expect(meanOf(twice.pots)).toBeCloseTo(meanOf(firstBatch.pots), 12);
  });

  test('served twice keeps each pot as it was made', () => {
    const { pots, selected } = servedTwice(withPot(addPot(firstBatch), { x: 3.3, dz: 2.2 }));
    expect(pots).toHaveLength(8);
    expect(pots.slice(4)).toEqual(pots.slice(0, 4));
    expect(pots[selected]).toEqual({ x: 3.3, dz: 2.2 });
  });

  test('keeps to its limits', () => {
    let batch = firstBatch;
    for (let i = 0; i < 20; i++) batch = addPot(batch);
    expect(batch.pots).toHaveLength(MOST_POTS);
    expect(batch.selected).toBe(MOST_POTS - 1);
    expect(servedTwice(batch)).toBe(batch);
    for (let i = 0; i < 20; i++) batch = removePot(batch);
    expect(batch.pots).toHaveLength(1);
    expect(batch.selected).toBe(0);
  });

  test('changes only the selected pot, in tenths and within the plane', () => {
    const moved = withPot({ ...firstBatch, selected: 1 }, { x: 9, dz: -0.1499 });
    expect(moved.pots).toEqual([firstBatch.pots[0], { x: 4, dz: -0.1 }, firstBatch.pots[2]]);
    expect(Object.is(withPot(firstBatch, { dz: -0.01 }).pots[0]?.dz, -0)).toBe(false);
  });
});

describe('the pile', () => {
  test('stacks what is positive upwards and what is negative downwards', () => {
    const ends = pileUp([
      { x: 1, dz: 2 },
      { x: 2, dz: -1 },
      { x: 0, dz: 3 },
      { x: 3, dz: 1 },
      { x: 1, dz: -3 },
    ]).map(({ from, to }) => [from, to + 0]);
    expect(ends.map(([from, to]) => `${from}→${to}`)).toEqual(['0→2', '0→-2', '-2→-2', '2→5', '-2→-5']);
  });

  test('always fits its axis', () => {
    const largest = Array.from({ length: MOST_POTS }, () => ({ x: 4, dz: -3 }));
    expect(pileScale(pileUp(largest))).toBe(144);
    expect(pileScale(pileUp(firstBatch.pots))).toBe(4);
  });
});

describe('the sentences', () => {
  const say = (x: number, dz: number) => plainText(potSentence(withPot(firstBatch, { x, dz })));

  test('give product and consequence', () => {
    expect(say(2, -1.7)).toBe('Pumpkin 2.0 × error −1.7 = dw −3.4: raising this weight would lower this pot’s loss.');
    expect(say(0.1, 3)).toBe('Pumpkin 0.1 × error 3.0 = dw 0.3: lowering this weight would lower this pot’s loss.');
    expect(say(0, -3)).toContain('= dw 0: with no pumpkin in the pot');
    expect(say(2, 0)).toContain('no error, so nothing to change');
    expect(say(0, 0)).toContain('no pumpkin and no error');
  });

  test('tell when the pots cancel, and only then', () => {
    expect(batchSentence({ ...firstBatch, pots: cancelling })).toContain('They cancel');
    expect(batchSentence({ ...firstBatch, pots: [{ x: 0, dz: 2 }] })).toBe('One pot: the sum is 0, the mean 0.');
    expect(batchSentence(firstBatch)).toBe('3 pots: the sum is −2.2, the mean −0.73.');
  });

  test('tell what doubling did', () => {
    expect(doubledSentence(firstBatch, servedTwice(firstBatch))).toBe(
      'Each pot twice: the sum doubled from −2.2 to −4.4, the mean stayed −0.73.',
    );
    const full = servedTwice(servedTwice(firstBatch));
    expect(full.pots).toHaveLength(MOST_POTS);
    expect(doubledSentence(full, servedTwice(full))).toMatch(/^There is room for 12 pots/);
  });
});

describe('a batch in an address', () => {
  test('comes back as it was, unescaped', () => {
    const batch = withPot({ ...addPot(firstBatch), reduction: 'mean' }, { x: 0.3, dz: -2.9 });
    const text = batchToText(batch);
    expect(batchFromText(text)).toEqual(batch);
    expect(new URLSearchParams({ dw: text }).toString()).toBe(`dw=${text}`);
  });

  test.each([
    '',
    'sum',
    'sum_1',
    'sum_2_1*1',
    'max_1_1*1',
    'sum_1_1*',
    'sum_1_1*x',
    'sum_1.5_1*1',
    'sum_0_1*1',
    'sum_1' + '_1*1'.repeat(MOST_POTS + 1),
  ])('refuses %j', (text) => expect(batchFromText(text)).toBeUndefined());

  test('brings stray values into the plane', () => {
    expect(batchFromText('sum_1_99*-99')?.pots).toEqual([{ x: 4, dz: -3 }]);
  });
});
