import { describe, expect, test } from 'vitest';
import { ArgumentError, Generator, rand, randint, randn, randperm } from '../../engine/index.ts';

const take = (n: number, next: () => number) => Array.from({ length: n }, next);

describe('the same seed gives the same numbers on every machine', () => {
  test('bits, recorded', () => {
    const generator = new Generator(42);
    expect(take(4, () => generator.nextUint32())).toEqual([1959603763, 2423114712, 2466933512, 4144396390]);
  });

  test('normals, recorded to the last bit', () => {
    const generator = new Generator(42);
    expect(take(5, () => generator.normal())).toEqual([
      -1.3439292693031546, 2.285066604594624, 1.1878801003870614, -0.3167596544840239, -0.026941991489138083,
    ]);
  });

  test('tensors', () => {
    const draw = () => {
      const generator = new Generator(7);
      return [
        randn([2, 3], { generator }),
        rand([4], { generator }),
        randint(0, 9, [5], { generator }),
        randperm(6, { generator }),
      ].map(String);
    };
    expect(draw()).toEqual(draw());
  });
});

test('seeds that differ anywhere give other numbers', () => {
  const seeds = [0, 1, 2, -1, 2 ** 32, 2 ** 32 + 1, -(2 ** 32), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  expect(new Set(seeds.map((seed) => new Generator(seed).nextUint32())).size).toBe(seeds.length);
});

test('numbers are spread as they should be', () => {
  const generator = new Generator(3);
  const n = 200_000;
  const normal = randn([n], { generator, dtype: 'float64' });
  expect(Math.abs(normal.mean().item())).toBeLessThan(0.01);
  expect(Math.abs(normal.variance().item() - 1)).toBeLessThan(0.02);
  expect(Math.abs(normal.pow(4).mean().item() - 3)).toBeLessThan(0.1);
  expect(Math.abs(normal.abs().lt(1.959964).mean().item() - 0.95)).toBeLessThan(0.003);
  const even = rand([n], { generator });
  expect(Math.abs(even.mean().item() - 0.5)).toBeLessThan(0.005);
  expect([even.min().item() >= 0, even.max().item() < 1]).toEqual([true, true]);
  const counts = take(6, () => 0);
  for (const face of randint(0, 6, [60_000], { generator }).toArray() as number[]) counts[face]!++;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('the logarithm inside normal() is exact enough: normals match the textbook formula', () => {
  const [ours, twin] = [new Generator(11), new Generator(11)];
  for (let i = 0; i < 1000; i++) {
    let u: number, v: number, s: number;
    do {
      u = 2 * twin.uniform() - 1;
      v = 2 * twin.uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * Math.log(s)) / s);
    expect(ours.normal()).toBeCloseTo(u * scale, 13);
    expect(ours.normal()).toBeCloseTo(v * scale, 13);
  }
});

test('randperm holds every number once', () => {
  const order = randperm(100, { generator: new Generator(5) }).toArray() as number[];
  expect(order).not.toEqual([...order].sort((a, b) => a - b));
  expect([...order].sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
});

test('float32 numbers are those of float64 with fewer digits, and never reach 1', () => {
  const narrow = rand([1000], { generator: new Generator(9) }).to('float64');
  const wide = rand([1000], { generator: new Generator(9), dtype: 'float64' });
  expect(narrow.allclose(wide, { rtol: 0, atol: 2 ** -24 })).toBe(true);
  const nearlyOne = new Generator(0);
  nearlyOne.uniform = () => 1 - 2 ** -53;
  expect(rand([1], { generator: nearlyOne }).item()).toBeLessThan(1);
});

test('integer() draws again where the range would not come out even', () => {
  const generator = new Generator(0);
  const bits = [2 ** 32 - 1, 5];
  generator.nextUint32 = () => bits.shift()!;
  expect(generator.integer(0, 3)).toBe(2);
  expect(bits).toEqual([]);
});

test('what means nothing is refused', () => {
  expect(() => randn([2], {} as never)).toThrow(ArgumentError);
  expect(() => randn([2], undefined as never)).toThrow('new Generator(42)');
  expect(() => new Generator(0.5)).toThrow(ArgumentError);
  expect(() => new Generator(1).integer(3, 3)).toThrow('low < high');
});
