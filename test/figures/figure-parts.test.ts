import { describe, expect, test } from 'vitest';
import { angleOf, arcPath, bentArrow, turnBetween, turned } from '../../src/components/figures/dial-geometry.ts';
import { linearScale } from '../../src/components/figures/linear-scale.ts';
import { fixed, short, snap, spoken } from '../../src/components/figures/number-text.ts';
import { withState } from '../../src/components/figures/query-state.ts';
import { foldPath, scatter } from '../../src/components/figures/pot-scatter.ts';

describe('numbers as text', () => {
  test('have a true minus, and none on zero', () => {
    expect(fixed(-1.7, 1)).toBe('−1.7');
    expect(fixed(-0.004, 2)).toBe('0.00');
    expect(spoken(-5.1, 2)).toBe('minus 5.10');
  });

  test('are short in running text', () => {
    expect([-3.4, 12, 10, 0, -0.001, 0.73].map((value) => short(value))).toEqual([
      '−3.4',
      '12',
      '10',
      '0',
      '0',
      '0.73',
    ]);
    expect(short(100, 0)).toBe('100');
  });

  test('snap without binary tails', () => {
    expect(snap(0.1 + 0.2, 0, 4, 0.1)).toBe(0.3);
    expect(snap(-7, -3, 3, 0.1)).toBe(-3);
  });
});

describe('a scale', () => {
  test('goes there and back', () => {
    const scale = linearScale([-3, 3], [324, 24]);
    expect(scale(0)).toBe(174);
    expect(scale.invert(scale(-1.7))).toBeCloseTo(-1.7, 12);
  });
});

describe('a dial', () => {
  const range = { min: 0, max: 1.5 };

  test('runs from half past seven to half past four', () => {
    expect([0, 0.75, 1.5].map((value) => angleOf(value, range))).toEqual([-135, 0, 135]);
    expect(turned(0.75, 135, range)).toBe(1.5);
    expect(turned(0.75, -999, range)).toBe(0);
  });

  test('follows the hand across the back of the circle', () => {
    expect(turnBetween(-1, 0.01, -1, -0.01)).toBeCloseTo(1.146, 3);
    expect(turnBetween(1, 0, 0, 1)).toBeCloseTo(90, 12);
  });

  test('has an arrow that ends where the turn ends, or none', () => {
    expect(bentArrow(0, 90, 70, 80, 80)?.head).toContain('L150.0 80.0');
    expect(bentArrow(0, -90, 70, 80, 80)?.head).toContain('L10.0 80.0');
    expect(bentArrow(0, 0, 70, 80, 80)).toBeUndefined();
    // A small slope still shows which way.
    expect(bentArrow(0, -3.4, 70, 80, 80)?.head).toBe(bentArrow(0, -8, 70, 80, 80)?.head);
    expect(arcPath(-135, 135, 50, 80, 80)).toContain('0 1 1');
  });
});

describe('the drawing', () => {
  test('is the same on every visit and stays in the pot', () => {
    const bits = scatter(46, 112, 33, 3);
    expect(bits).toEqual(scatter(46, 112, 33, 3));
    expect(bits.every(({ x, y }) => (x / 112) ** 2 + (y / 33) ** 2 <= 1.01)).toBe(true);
    expect(new Set(bits.map(({ x }) => x)).size).toBe(bits.length);
  });

  test('lies flat when stiff', () => expect(foldPath(60, 0, 0, 0)).toBe('M-60 0' + 'q10.0 0.0 20.0 0'.repeat(6)));
});

describe('a state in the address', () => {
  test('leaves the others alone', () => {
    expect(withState('', 'dw', 'sum_1_1*1')).toBe('?dw=sum_1_1*1');
    expect(withState('?a=1&dw=old&b=2', 'dw', 'new')).toBe('?a=1&b=2&dw=new');
    expect(withState('?dw=old', 'dw', undefined)).toBe('');
  });
});
