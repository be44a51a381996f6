import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  Generator,
  maskUpdate,
  pairwiseSeeds,
  randn,
  ShapeError,
  sumMasked,
  tensor,
  zeros,
} from '../../../engine/index.ts';

const CLIENTS = 5;
const N = 4000;
const seeds = pairwiseSeeds(CLIENTS, new Generator(11));
const updates = Array.from({ length: CLIENTS }, (_, k) => {
  const generator = new Generator(100 + k);
  return [randn([N], { generator, dtype: 'float64' }), randn([2, 3], { generator, dtype: 'float64' }).T];
});

test('seeds are known to both of a pair', () => {
  for (let i = 0; i < CLIENTS; i++) for (let j = 0; j < CLIENTS; j++) expect(seeds[i]![j]).toBe(seeds[j]![i]);
  expect(new Set(seeds.flat()).size).toBe((CLIENTS * (CLIENTS - 1)) / 2 + 1);
  expect(() => pairwiseSeeds(1, new Generator(1))).toThrow(ArgumentError);
});

describe.each([8, 16, 24])('with %d bits of fraction', (fractionBits) => {
  const masked = updates.map((update, k) => maskUpdate(update, k, seeds, { fractionBits }));

  test('the sum is that of the updates, up to half a unit for each client', () => {
    const sums = sumMasked(masked, updates[0]!, { fractionBits });
    sums.forEach((sum, t) => {
      const exact = updates.map((update) => update[t]!).reduce((a, b) => a.add(b));
      const most = sum.sub(exact).abs().max().item();
      expect(most).toBeLessThanOrEqual(CLIENTS * 2 ** -(fractionBits + 1) + 1e-12);
      expect(sum.shape).toEqual(exact.shape);
    });
  });

  test('numbers that fixed point holds are summed exactly', () => {
    const exact = updates.map((_, k) => [tensor([k - 2.5, -7, k / 256], { dtype: 'float64' })]);
    const hidden = exact.map((update, k) => maskUpdate(update, k, seeds, { fractionBits }));
    expect(sumMasked(hidden, exact[0]!, { fractionBits })[0]!.toArray()).toEqual([-2.5, -35, 10 / 256]);
  });
});

describe('what one client sends', () => {
  const [masked, ofZeros] = [updates[2]!, [zeros([N])]].map((update) => maskUpdate(update, 2, seeds)[0]!);

  test('looks like noise: every value of every byte is as frequent as any other', () => {
    for (const numbers of [masked!, ofZeros!]) {
      for (const shift of [0, 8, 16, 24]) {
        const counts = new Array<number>(256).fill(0);
        for (const number of numbers) counts[(number >>> shift) & 255]!++;
        const expected = N / 256;
        const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
        // 255 degrees of freedom: 99.99 % of noise lies below 346, and 99.99 % above 178.
        expect(chiSquare).toBeLessThan(346);
        expect(chiSquare).toBeGreaterThan(178);
      }
    }
  });

  test('does not go up and down with the update', () => {
    const noise = tensor(Float64Array.from(masked!, (number) => (number | 0) / 2 ** 31));
    const update = updates[2]![0]!;
    const correlation = noise.mul(update).mean().item() / Math.sqrt(noise.variance().item() * update.variance().item());
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(N));
  });

  test('stays hidden if another client is missing', () => {
    const some = updates.slice(0, -1).map((update, k) => maskUpdate(update, k, seeds));
    const sum = sumMasked(some, updates[0]!)[0]!;
    // The sum of four updates is a few units large; what is left of the masks is spread over ±2¹⁵.
    expect(sum.abs().mean().item()).toBeGreaterThan(10000);
  });
});

test('numbers that do not fit are refused', () => {
  const two = pairwiseSeeds(2, new Generator(1));
  const send = (value: number, fractionBits: number) => maskUpdate([tensor([value])], 0, two, { fractionBits });
  expect(() => send(128, 24)).toThrow('Clip the update');
  expect(() => send(64, 24)).toThrow(ArgumentError);
  expect(send(63.5, 24)).toHaveLength(1);
  expect(() => send(NaN, 16)).toThrow('got the number NaN');
  expect(() => send(1, 31)).toThrow('got fractionBits 31');
  expect(() => maskUpdate([tensor([1])], 2, two)).toThrow('got client 2');
  expect(() => sumMasked([maskUpdate([tensor([1])], 0, two)], [tensor([1, 2])])).toThrow(ShapeError);
  expect(() => sumMasked([[]], [tensor([1, 2])])).toThrow('got no numbers for tensor 0 from client 0');
});

test('the largest numbers that fit do not overflow the sum', () => {
  const two = pairwiseSeeds(2, new Generator(1));
  const largest = 2 ** 14 - 2 ** -16;
  const sent = [0, 1].map((k) => maskUpdate([tensor([largest, -largest], { dtype: 'float64' })], k, two));
  expect(sumMasked(sent, [zeros([2], { dtype: 'float64' })])[0]!.toArray()).toEqual([2 * largest, -2 * largest]);
});
