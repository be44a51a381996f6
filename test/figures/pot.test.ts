import { describe, expect, test } from 'vitest';
import { Value } from '../../engine/value.ts';
import {
  broth,
  ingredients,
  startWeights,
  stepDownhill,
  taste,
  weightRange,
  wish,
} from '../../src/components/figures/pot.ts';
import { praise, verdict } from '../../src/components/figures/pot-words.ts';

/** The same pot on the engine's tape. */
function onTape(weights: readonly number[]) {
  const w = weights.map((weight) => new Value(weight));
  const z = ingredients.reduce((sum, { amount }, i) => sum.add(w[i]!.mul(amount)), new Value(broth));
  const loss = z.sub(wish).pow(2).mul(0.5);
  loss.backward();
  return { z: z.data, dz: z.grad, loss: loss.data, dw: w.map((weight) => weight.grad) };
}

describe('the pot', () => {
  test.each([[startWeights], [[0, 0, 0]], [[1.5, 1.5, 1.5]], [[0.93, 0.11, 1.27]]])(
    'has the engine’s score, loss and gradient at %j',
    (weights) => {
      const ours = taste(weights);
      const engine = onTape(weights);
      for (const key of ['z', 'dz', 'loss'] as const) expect(ours[key]).toBeCloseTo(engine[key], 12);
      ours.dw.forEach((slope, i) => expect(slope).toBeCloseTo(engine.dw[i]!, 12));
    },
  );

  test('is the course’s example', () => {
    const { z, dz, dw } = taste(startWeights);
    expect(z).toBeCloseTo(3.3, 12);
    expect(dz).toBeCloseTo(-1.7, 12);
    expect(dw.map((slope) => slope.toFixed(2))).toEqual(['-5.10', '-3.40', '-0.85']);
  });

  test('shares add up to one, and to nothing where nothing counts', () => {
    expect(taste(startWeights).shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(taste([0, 0, 0]).shares).toEqual([0, 0, 0]);
  });

  const ends: number[] = [weightRange.min, weightRange.max];
  test.each(ends.flatMap((a) => ends.flatMap((b) => ends.map((c) => [[a, b, c]]))))(
    'is done within twenty steps from the corner %j, and every step lowers the loss',
    (corner) => {
      let weights: readonly number[] = corner;
      for (let step = 0; step < 20 && !taste(weights).done; step++) {
        const next = stepDownhill(weights);
        expect(taste(next).loss).toBeLessThan(taste(weights).loss);
        expect(Math.min(...next)).toBeGreaterThanOrEqual(weightRange.min);
        expect(Math.max(...next)).toBeLessThanOrEqual(weightRange.max);
        weights = next;
      }
      expect(taste(weights).done).toBe(true);
    },
  );

  test('says what the guest says', () => {
    expect(verdict(taste(startWeights))).toEqual({
      head: 'Too bland by 1.7.',
      tail: 'The arrows point downhill; rice has the longest, since there is most of it in the pot.',
    });
    expect(verdict(taste([1.5, 1.5, 1.5])).head).toBe('Too rich by 3.8.');
    expect(praise(0, false).tail).toContain('by hand');
    expect(praise(12, true).tail).toContain('12 small steps, each against');
    expect(praise(1, true).tail).toContain('one small step against');
  });
});
