import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cat,
  DtypeError,
  maximum,
  minimum,
  ShapeError,
  stack,
  tensor,
  where,
  zeros,
  type Tensor,
} from '../../engine/index.ts';
import { disguises } from './disguises.ts';

const float64 = { dtype: 'float64' } as const;
const number = fc.double({ min: -100, max: 100, noNaN: true });

const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
const ofShape = (sizes: readonly number[]) => {
  const size = sizes.reduce((a, b) => a * b, 1);
  return fc
    .array(number, { minLength: size, maxLength: size })
    .map((values) => tensor(new Float64Array(values)).reshape(sizes));
};
const anyTensor = shape.chain(ofShape);
/** Two tensors that broadcast, either of which may be the smaller one. */
const broadcastable = shape.chain((full) =>
  fc
    .tuple(fc.integer({ min: 0, max: full.length }), fc.infiniteStream(fc.boolean()), fc.boolean())
    .chain(([dropped, ones, swap]) => {
      const partial = full.slice(dropped).map((size) => (ones.next().value ? 1 : size));
      return fc.tuple(ofShape(full), ofShape(partial)).map(([a, b]): [Tensor, Tensor] => (swap ? [b, a] : [a, b]));
    }),
);

/** Element by element, straight from the definition of broadcasting. */
function reference(a: Tensor, b: Tensor, f: (x: number, y: number) => number): { shape: number[]; values: number[] } {
  const ndim = Math.max(a.ndim, b.ndim);
  const pad = (x: Tensor) => [...Array<number>(ndim - x.ndim).fill(1), ...x.shape];
  const [sizesA, sizesB] = [pad(a), pad(b)];
  const out = sizesA.map((size, d) => (size === 1 ? sizesB[d]! : size));
  const values: number[] = [];
  const visit = (index: number[]): void => {
    if (index.length < ndim) {
      for (let i = 0; i < out[index.length]!; i++) visit([...index, i]);
      return;
    }
    const pick = (x: Tensor) => x.at(...index.slice(ndim - x.ndim).map((i, d) => (x.shape[d] === 1 ? 0 : i))).item();
    values.push(f(pick(a), pick(b)));
  };
  visit([]);
  return { shape: out, values };
}

const flat = (x: Tensor) => x.reshape(-1 * Math.sign(x.size) || 0).toArray();

describe('binary operations broadcast as PyTorch does', () => {
  const cases: [string, (a: Tensor, b: Tensor) => Tensor, (x: number, y: number) => number][] = [
    ['add', (a, b) => a.add(b), (x, y) => x + y],
    ['sub', (a, b) => a.sub(b), (x, y) => x - y],
    ['mul', (a, b) => a.mul(b), (x, y) => x * y],
    ['div', (a, b) => a.div(b), (x, y) => x / y],
    ['pow', (a, b) => a.pow(b), (x, y) => x ** y],
    ['maximum', maximum, Math.max],
    ['minimum', minimum, Math.min],
    ['gt', (a, b) => a.gt(b), (x, y) => Number(x > y)],
    ['le', (a, b) => a.le(b), (x, y) => Number(x <= y)],
    ['where', (a, b) => where(a.gt(0), a, b), (x, y) => (x > 0 ? x : y)],
  ];

  test.each(cases)('%s', (_name, run, f) => {
    fc.assert(
      fc.property(broadcastable, fc.integer({ min: 0, max: disguises.length }), ([a, b], which) => {
        const expected = reference(a, b, f);
        const disguise = disguises[which]?.[1] ?? ((x: Tensor) => x);
        const got = run(disguise(a), disguise(b));
        expect(got.shape).toEqual(expected.shape);
        expect(flat(got)).toEqual(expected.values);
      }),
    );
  });

  test.each(cases)('%s takes a plain number on the right', (_name, run, f) => {
    const a = tensor(
      [
        [1, -2],
        [3, 0.5],
      ],
      float64,
    );
    expect(flat(run(a, tensor(2, float64)))).toEqual([1, -2, 3, 0.5].map((x) => f(x, 2)));
  });
});

describe('laws of algebra', () => {
  test('adding and multiplying do not mind the order', () => {
    fc.assert(
      fc.property(broadcastable, ([a, b]) => {
        expect(a.add(b).toArray()).toEqual(b.add(a).toArray());
        expect(a.mul(b).toArray()).toEqual(b.mul(a).toArray());
      }),
    );
  });

  test('exp undoes log, neg undoes itself, x − x is 0, (xᵀ)ᵀ is x', () => {
    fc.assert(
      fc.property(anyTensor, (x) => {
        const positive = x.abs().add(0.1);
        expect(positive.log().exp().allclose(positive, { rtol: 1e-12 })).toBe(true);
        expect(x.neg().neg().toArray()).toEqual(x.toArray());
        expect(x.sub(x).abs().sum().item()).toBe(0);
        const reversed = [...x.shape.keys()].reverse();
        expect(x.permute(reversed).permute(reversed).toArray()).toEqual(x.toArray());
      }),
    );
  });

  test('cutting and joining undo each other', () => {
    fc.assert(
      fc.property(
        anyTensor.filter((x) => x.ndim > 0 && x.size > 0),
        fc.nat(3),
        (x, place) => {
          const cut = Math.min(place, x.shape[0]!);
          expect(cat([x.slice(0, 0, cut), x.slice(0, cut)]).toArray()).toEqual(x.toArray());
          const rows = Array.from({ length: x.shape[0]! }, (_, i) => x.select(0, i));
          expect(stack(rows).toArray()).toEqual(x.toArray());
        },
      ),
    );
  });
});

test('elementwise functions compute what their names say', () => {
  const values = [-800, -2, -0.5, 0, 0.5, 2, 800];
  const x = tensor(values, float64);
  const expected = (f: (v: number) => number) => values.map(f);
  expect(x.neg().toArray()).toEqual(expected((v) => -v));
  expect(x.exp().toArray()).toEqual(expected(Math.exp));
  expect(x.log().toArray()).toEqual(expected(Math.log));
  expect(x.sqrt().toArray()).toEqual(expected(Math.sqrt));
  expect(x.abs().toArray()).toEqual(expected(Math.abs));
  expect(x.tanh().toArray()).toEqual(expected(Math.tanh));
  expect(x.relu().toArray()).toEqual([0, 0, 0, 0, 0.5, 2, 800]);
  expect(x.clamp(-1, 1).toArray()).toEqual([-1, -1, -0.5, 0, 0.5, 1, 1]);
  expect(x.clamp(null, 0).toArray()).toEqual([-800, -2, -0.5, 0, 0, 0, 0]);
  const sigmoid = x.sigmoid();
  expect([sigmoid.at(0).item(), sigmoid.at(3).item(), sigmoid.at(6).item()]).toEqual([0, 0.5, 1]);
  expect(sigmoid.at(5).item()).toBeCloseTo(0.8807970779778823, 15);
  const softplus = x.softplus();
  expect([softplus.at(0).item(), softplus.at(6).item()]).toEqual([0, 800]);
  expect(softplus.at(3).item()).toBeCloseTo(Math.LN2, 15);
  expect(x.pow(2).toArray()).toEqual(expected((v) => v * v));
  expect(tensor([NaN]).relu().item()).toBeNaN();
});

test('slopes at kinks follow the stated convention', () => {
  const slope = (f: (x: Tensor) => Tensor, at: number): number => {
    const x = tensor([at], { ...float64, requiresGrad: true });
    f(x).sum().backward();
    return x.grad!.item();
  };
  expect(slope((x) => x.relu(), 0)).toBe(0);
  expect(slope((x) => x.abs(), 0)).toBe(0);
  expect(slope((x) => x.clamp(0, 1), 0)).toBe(1);
  expect(slope((x) => x.clamp(0, 1), 1)).toBe(1);
  expect(slope((x) => x.sqrt(), 0)).toBe(Infinity);
  expect(slope((x) => x.pow(0), 0)).toBe(0);
  expect(slope((x) => x.pow(2), 0)).toBe(0);
  expect(slope((x) => maximum(x, 3), 3)).toBe(0.5);
  expect(slope((x) => minimum(x, 3), 3)).toBe(0.5);
});

describe('float32 and float64', () => {
  const [narrow, wide] = [tensor([0.1]), tensor([0.1], float64)];

  test('float64 wins among tensors of equal rank; a single number never widens a tensor', () => {
    expect(narrow.add(wide).dtype).toBe('float64');
    expect(narrow.add(tensor(1, float64)).dtype).toBe('float32');
    expect(tensor(1, float64).add(narrow).dtype).toBe('float32');
    expect(tensor(1, float64).add(tensor(1)).dtype).toBe('float64');
    expect(wide.mul(0.1).item()).toBe(0.1 * 0.1);
    expect(cat([narrow, wide]).dtype).toBe('float64');
    expect(where(narrow, narrow, wide).dtype).toBe('float64');
  });

  test('each input gets its gradient in its own format', () => {
    const a = tensor([2], { requiresGrad: true });
    const b = tensor([3], { ...float64, requiresGrad: true });
    a.mul(b).sum().backward();
    expect([a.grad!.dtype, a.grad!.item(), b.grad!.dtype, b.grad!.item()]).toEqual(['float32', 3, 'float64', 2]);
  });

  test('every float32 result is rounded to float32', () => {
    expect(tensor([1]).div(3).item()).toBe(Math.fround(1 / 3));
    expect(narrow.to('float64').item()).toBe(Math.fround(0.1));
    expect(narrow.to('float32')).toBe(narrow);
  });

  test('matmul refuses to mix them, as PyTorch does', () => {
    expect(() => zeros([1, 1]).matmul(zeros([1, 1], float64))).toThrow(DtypeError);
  });
});

test('errors name both shapes and say what to do', () => {
  expect(() => zeros([2, 3]).add(zeros([2, 4]))).toThrow(ShapeError);
  expect(() => zeros([2, 3]).add(zeros([2, 4]))).toThrow(
    /add: got shapes \[2, 3\] and \[2, 4\].*dimension 1 is 3 against 4/,
  );
  expect(() => zeros([2]).mul([1, 2] as never)).toThrow('mul: got a plain array; expected a tensor');
  expect(() => cat([zeros([2, 3]), zeros([2, 4])])).toThrow('got shapes [2, 3] and [2, 4]');
  expect(() => stack([zeros([2]), zeros([3])])).toThrow(ShapeError);
  expect(() => cat([])).toThrow('got no tensors');
  expect(() => (zeros([1]) as unknown as number) + 1).toThrow('a.add(b)');
  expect(() => zeros([1]).clamp()).toThrow('got no bound');
});
