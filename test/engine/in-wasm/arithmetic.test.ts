import { describe, expect, test } from 'vitest';
import {
  cat,
  maximum,
  minimum,
  noGrad,
  randn,
  Generator,
  stack,
  zeros,
  type Shape,
  type Tensor,
} from '../../../engine/index.ts';
import { disguises } from '../disguises.ts';
import { expectInWasm } from './agreement.ts';

const exact = 0;

describe('two tensors', () => {
  const pairs: [Shape, Shape][] = [
    [[5], [5]],
    [
      [3, 4],
      [3, 4],
    ],
    [[2, 3, 4], [4]],
    [
      [2, 3, 4],
      [3, 4],
    ],
    [
      [2, 3, 4],
      [1, 3, 4],
    ],
    [
      [3, 4],
      [2, 3, 4],
    ],
    [
      [2, 3, 4],
      [2, 3, 1],
    ],
    [[2, 3, 4], []],
    [
      [2, 3],
      [1, 1],
    ],
  ];

  test.each<[string, (a: Tensor, b: Tensor) => Tensor]>([
    ['add', (a, b) => a.add(b)],
    ['mul', (a, b) => a.mul(b)],
  ])('%s', (op, run) => {
    // What a small side collects from a large one is summed over its dimensions.
    for (const shapes of pairs) expectInWasm({ op, shapes, run: (a, b) => run(a!, b!), tolerance: 1e-6 });
  });

  test('sub', () => {
    for (const shapes of pairs.filter(([a, b]) => a.length >= b.length)) {
      expectInWasm({ op: 'sub', shapes, run: (a, b) => a!.sub(b!), tolerance: 1e-6 });
    }
  });

  test.each([maximum, minimum])('%o', (run) => {
    const op = run.name;
    for (const shape of [[2], [5], [3, 4], [2, 3, 4]]) {
      expectInWasm({ op, shapes: [shape, shape], run: (a, b) => run(a!, b!), tolerance: exact });
    }
  });
});

/** Every order of so many dimensions. */
function orders(ndim: number): number[][] {
  if (ndim === 0) return [[]];
  return orders(ndim - 1).flatMap((order) => Array.from({ length: ndim }, (_, at) => order.toSpliced(at, 0, ndim - 1)));
}

describe('copies', () => {
  test.each([[[3, 5]], [[2, 3, 4]], [[2, 3, 4, 5]], [[8, 12, 4]], [[2, 1, 3, 2, 4]], [[2, 3, 2, 2, 3]]])(
    'of %j in every order of its dimensions',
    (shape) => {
      for (const order of orders(shape.length)) {
        expectInWasm({ op: 'clone', shapes: [shape], run: (x) => x!.permute(order).clone(), tolerance: exact });
      }
    },
  );

  test('of what is repeated, and of parts', () => {
    const clone = (view: (x: Tensor) => Tensor, shape: Shape) =>
      expectInWasm({ op: 'clone', shapes: [shape], run: (x) => view(x!).clone(), tolerance: 1e-6 });
    clone((x) => x.expand(4, 3, 5), [3, 1]);
    clone((x) => x.expand(3, 5), [1, 1]);
    clone((x) => x.expand(2, 3, 600), [3, 1]);
    clone((x) => x.slice(1, 1, 8, 3).slice(0, 1), [4, 9]);
    clone((x) => x.transpose(0, 2).slice(1, 1), [300, 3, 2]);
  });
});

test.each([0, 1, 2])('cat and stack along dimension %d', (dim) => {
  const shapes = [2, 1, 3].map((size) => [2, 3, 4].with(dim, size));
  expectInWasm({ op: 'cat', shapes, run: (...parts) => cat(parts, dim).mul(1), tolerance: exact });
  const alike = [0, 1, 2].map(() => [2, 3, 4]);
  expectInWasm({ op: 'stack', shapes: alike, run: (...parts) => stack(parts, dim).mul(1), tolerance: exact });
});

test('what is looked at gets its gradient in zeros', () => {
  for (const dim of [0, 1, 2]) {
    expectInWasm({ op: 'slice', shapes: [[4, 5, 6]], run: (x) => x!.slice(dim, 1, 4, 2), tolerance: exact });
    expectInWasm({ op: 'select', shapes: [[4, 5, 6]], run: (x) => x!.select(dim, 2), tolerance: exact });
  }
});

test.each(disguises)('writes in place are the same to a tensor %s', (_name, disguise) => {
  const generator = new Generator(5);
  for (const shape of [[2], [3, 5], [2, 3, 4]]) {
    const [target, other] = [randn(shape, { generator }), randn(shape, { generator })];
    const sources = [other, disguise(other), other.select(0, 0), other.slice(0, 0, 1)];
    for (const source of sources) {
      for (const write of ['add_', 'sub_', 'mul_', 'div_', 'copy_'] as const) {
        const [wide, narrow] = [target.to('float64'), disguise(target)];
        noGrad(() => {
          wide[write](source.to('float64'));
          narrow[write](source);
        });
        expect(narrow.to('float64').allclose(wide, { rtol: 1e-7, atol: 1e-7 })).toBe(true);
        expect(narrow.storage.version).toBeGreaterThan(0);
      }
    }
  }
});

test('a write spares what lies beside it', () => {
  const large = zeros([4, 6, 5]);
  large.slice(1, 1, 6, 2).select(2, 3).fill_(1);
  const ones = large.toArray() as number[][][];
  for (const [i, plane] of ones.entries()) {
    for (const [j, row] of plane.entries()) {
      expect(row, `${i}, ${j}`).toEqual([0, 0, 0, j % 2, 0]);
    }
  }
});
