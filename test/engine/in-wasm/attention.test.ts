import { expect, test } from 'vitest';
import { Generator, randn, tensor, type Shape, type Tensor } from '../../../engine/index.ts';
import { expectInWasm } from './agreement.ts';

const sizes: { leading: Shape; queries: number; keys: number; d: number }[] = [
  { leading: [], queries: 4, keys: 4, d: 3 },
  { leading: [2], queries: 3, keys: 5, d: 4 },
  { leading: [2, 3], queries: 5, keys: 2, d: 4 },
  { leading: [2, 4], queries: 17, keys: 17, d: 16 },
];

test.each(sizes)(
  'attention with and without a look ahead: $leading, $queries × $keys',
  ({ leading, queries, keys, d }) => {
    const shapes = [
      [...leading, queries, d],
      [...leading, keys, d],
      [...leading, keys, d + 1],
    ];
    for (const isCausal of [true, false]) {
      for (const op of ['softmax', 'matmul', 'mul']) {
        const run = (q?: Tensor, k?: Tensor, v?: Tensor) => q!.scaledDotProductAttention(k!, v!, { isCausal });
        expectInWasm({ op, shapes, run, tolerance: 5e-6 });
      }
    }
  },
);

test('causal attention is attention under the mask of a triangle', () => {
  const generator = new Generator(1);
  const [q, k, v] = [0, 1, 2].map(() => randn([2, 5, 4], { generator })) as [Tensor, Tensor, Tensor];
  const attnMask = tensor(Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => (j <= i ? 1 : 0))));
  const causal = q.scaledDotProductAttention(k, v, { isCausal: true });
  expect(causal.allclose(q.scaledDotProductAttention(k, v, { attnMask }), { rtol: 1e-5, atol: 1e-6 })).toBe(true);
});

test('the first query sees the first value alone', () => {
  const generator = new Generator(2);
  const [q, k, v] = [0, 1, 2].map(() => randn([3, 4, 2], { generator })) as [Tensor, Tensor, Tensor];
  const seen = q.scaledDotProductAttention(k, v, { isCausal: true });
  expect(seen.select(1, 0).toArray()).toEqual(v.select(1, 0).toArray());
});
