import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  Generator,
  gradcheck,
  ones,
  randn,
  ShapeError,
  tensor,
  zeros,
  type Tensor,
} from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;
const near = { rtol: 1e-12, atol: 1e-12 };

function draw(shape: readonly number[], seed: number): Tensor {
  return randn(shape, { ...float64, generator: new Generator(seed) });
}

type Matrix = number[][];

/** One query after the other, with `sees(i, j)` for what query i may look at. */
function naive(q: Matrix, k: Matrix, v: Matrix, scale: number, sees: (i: number, j: number) => boolean): Matrix {
  return q.map((query, i) => {
    const powers = k.map((key, j) =>
      sees(i, j) ? Math.exp(scale * key.reduce((sum, value, d) => sum + value * query[d]!, 0)) : 0,
    );
    const total = powers.reduce((sum, value) => sum + value, 0);
    return v[0]!.map((_, e) => powers.reduce((sum, power, j) => sum + (power / total) * v[j]![e]!, 0));
  });
}

const [q, k, v] = [draw([4, 3], 1), draw([5, 3], 2), draw([5, 2], 3)];
const matrices = [q, k, v].map((t) => t.toArray()) as [Matrix, Matrix, Matrix];

describe('scaledDotProductAttention', () => {
  test('by hand: equal matches give the plain average', () => {
    const values = tensor([[1], [3]], float64);
    expect(
      zeros([1, 2], float64)
        .scaledDotProductAttention(ones([2, 2], float64), values)
        .toArray(),
    ).toEqual([[2]]);
  });

  test('agrees with loops: plain, causal, masked and with another scale', () => {
    const usual = 1 / Math.sqrt(3);
    const check = (got: Tensor, expected: Matrix) =>
      expect(got.allclose(tensor(expected, float64), near), JSON.stringify(expected)).toBe(true);
    check(
      q.scaledDotProductAttention(k, v),
      naive(...matrices, usual, () => true),
    );
    check(
      q.scaledDotProductAttention(k, v, { isCausal: true }),
      naive(...matrices, usual, (i, j) => j <= i),
    );
    check(
      q.scaledDotProductAttention(k, v, { scale: 2 }),
      naive(...matrices, 2, () => true),
    );
    const mask = tensor([1, 0, 1, 1, 0]);
    check(
      q.scaledDotProductAttention(k, v, { attnMask: mask }),
      naive(...matrices, usual, (_, j) => [0, 2, 3].includes(j)),
    );
  });

  test('each batch and head by itself, with a mask for each batch', () => {
    const [query, key, value] = [draw([2, 3, 4, 5], 1), draw([2, 3, 6, 5], 2), draw([2, 3, 6, 5], 3)];
    const mask = draw([2, 1, 4, 6], 4).gt(-0.5);
    const out = query.scaledDotProductAttention(key, value, { attnMask: mask });
    expect(out.shape).toEqual([2, 3, 4, 5]);
    for (const [b, h] of [
      [0, 2],
      [1, 0],
    ] as const) {
      const alone = query.at(b, h).scaledDotProductAttention(key.at(b, h), value.at(b, h), { attnMask: mask.at(b, 0) });
      expect(out.at(b, h).allclose(alone, near)).toBe(true);
    }
  });

  test('more queries than keys, and one of each', () => {
    const out = k.scaledDotProductAttention(q, v.slice(0, 0, 4), { isCausal: true });
    expect(out.at(0).toArray()).toEqual(v.at(0).toArray());
    expect(out.shape).toEqual([5, 2]);
  });

  test('a query that may look at nothing gives 0, and gradients stay numbers', () => {
    const leaves = [q, k, v].map((t) => t.detach().clone().requiresGrad_()) as [Tensor, Tensor, Tensor];
    const mask = ones([4, 5]);
    mask.at(2).fill_(0);
    const out = leaves[0].scaledDotProductAttention(leaves[1], leaves[2], { attnMask: mask });
    expect(out.at(2).toArray()).toEqual([0, 0]);
    expect(out.at(1).allclose(q.scaledDotProductAttention(k, v).at(1), near)).toBe(true);
    out.sum().backward();
    expect(leaves[0].grad!.at(2).toArray()).toEqual([0, 0, 0]);
    for (const leaf of leaves) expect(leaf.grad!.eq(leaf.grad!).min().item()).toBe(1);
  });

  test('its gradient agrees with central differences, dropout included', () => {
    const run = (a: Tensor, b: Tensor, c: Tensor) =>
      a.scaledDotProductAttention(b, c, { isCausal: true, dropoutP: 0.3, generator: new Generator(7) });
    expect(gradcheck(run, [q, k, v])).toBe(true);
    const masked = (a: Tensor, b: Tensor, c: Tensor) =>
      a.scaledDotProductAttention(b, c, { attnMask: tensor([0, 1, 1, 0, 1]) });
    expect(gradcheck(masked, [q, k, v])).toBe(true);
  });

  test('dropout leaves out weights and scales the others', () => {
    const equal = zeros([1, 1], float64).scaledDotProductAttention(zeros([64, 1], float64), ones([64, 1], float64), {
      dropoutP: 0.5,
      generator: new Generator(1),
    });
    const kept = equal.item() * 32;
    expect(kept).toBe(Math.round(kept));
    expect(kept).not.toBe(32);
  });

  test('refuses what does not fit, and a mask of the other kind', () => {
    expect(() => q.scaledDotProductAttention(v, v)).toThrow(ShapeError);
    expect(() => q.scaledDotProductAttention(k, q)).toThrow('expected […, queries, d], […, keys, d] and […, keys, e]');
    const attention = (options: object) => () => q.scaledDotProductAttention(k, v, options);
    expect(attention({ attnMask: ones([4, 5]), isCausal: true })).toThrow('got both attnMask and isCausal');
    expect(attention({ attnMask: tensor([0, 0, -Infinity, 0, 0]) })).toThrow(ArgumentError);
    expect(attention({ attnMask: tensor([0, 0, -Infinity, 0, 0]) })).toThrow('other numbers than 0 and 1');
    expect(attention({ attnMask: ones([2, 4, 5]) })).toThrow('broadcasts to […, queries, keys] = [4, 5]');
    expect(attention({ dropoutP: 0.5 })).toThrow('dropout: got no generator');
  });
});
