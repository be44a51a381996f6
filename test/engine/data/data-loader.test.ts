import { describe, expect, test } from 'vitest';
import {
  arange,
  ArgumentError,
  DataLoader,
  Generator,
  IndexOutOfRangeError,
  randomSplit,
  ShapeError,
  Subset,
  tensor,
  TensorDataset,
} from '../../../engine/index.ts';

const x = tensor([
  [0, 0.5],
  [1, 1.5],
  [2, 2.5],
  [3, 3.5],
  [4, 4.5],
]);
const y = tensor([0, 10, 20, 30, 40], { dtype: 'float64' });
const dataset = () => new TensorDataset(x, y);

describe('TensorDataset', () => {
  test('takes rows of all its tensors, as a copy', () => {
    const [rows, labels] = dataset().take([3, 0, 3]);
    expect(rows.toArray()).toEqual([
      [3, 3.5],
      [0, 0.5],
      [3, 3.5],
    ]);
    expect([labels.toArray(), labels.dtype]).toEqual([[30, 0, 30], 'float64']);
    rows.fill_(9);
    expect(x.at(3).toArray()).toEqual([3, 3.5]);
    expect(dataset().length).toBe(5);
  });

  test('reads views, and pictures of several dimensions', () => {
    const pictures = arange(24).reshape(2, 3, 4).permute(2, 0, 1);
    const [picked] = new TensorDataset(pictures).take([2, 1]);
    expect(picked.toArray()).toEqual([pictures.at(2).toArray(), pictures.at(1).toArray()]);
    expect(new TensorDataset(x.slice(0, 1)).take([0])[0].toArray()).toEqual([[1, 1.5]]);
    expect(dataset().take([])[0].shape).toEqual([0, 2]);
  });

  test('gives batches that ask for no gradient', () => {
    const [rows] = new TensorDataset(tensor([[1], [2]], { requiresGrad: true })).take([0]);
    expect(rows.requiresGrad).toBe(false);
  });

  test('refuses tensors that do not fit, and numbers out of range', () => {
    expect(() => new TensorDataset(x, tensor([1, 2]))).toThrow('[5, 2] and [2]');
    expect(() => new TensorDataset(tensor(1))).toThrow(ShapeError);
    expect(() => new TensorDataset()).toThrow(ArgumentError);
    for (const index of [5, -1, 0.5]) expect(() => dataset().take([index])).toThrow(IndexOutOfRangeError);
  });
});

test('a subset counts anew, also within another', () => {
  const odd = new Subset(dataset(), [1, 3]);
  expect([odd.length, odd.take([1])[1].toArray()]).toEqual([2, [30]]);
  expect(new Subset(odd, [1]).take([0])[1].toArray()).toEqual([30]);
  expect(() => odd.take([2])).toThrow(IndexOutOfRangeError);
  expect(() => new Subset(dataset(), [5])).toThrow(IndexOutOfRangeError);
});

describe('DataLoader', () => {
  const passOf = (loader: Iterable<readonly { toArray(): unknown }[]>) =>
    Array.from(loader, (batch) => batch[1]!.toArray());

  test('goes through in order, batch by batch', () => {
    const loader = new DataLoader(dataset(), { batchSize: 2 });
    expect(passOf(loader)).toEqual([[0, 10], [20, 30], [40]]);
    expect([loader.length, passOf(loader).length]).toEqual([3, 3]);
    for (const [rows, labels] of loader) expect(rows.select(1, 0).mul(10).toArray()).toEqual(labels.toArray());
    expect(passOf(new DataLoader(dataset()))).toEqual([[0], [10], [20], [30], [40]]);
    expect(passOf(new DataLoader(dataset(), { batchSize: 9 }))).toEqual([[0, 10, 20, 30, 40]]);
  });

  test('leaves out a last batch that is not full', () => {
    const loader = new DataLoader(dataset(), { batchSize: 2, dropLast: true });
    expect([loader.length, passOf(loader)]).toEqual([
      2,
      [
        [0, 10],
        [20, 30],
      ],
    ]);
    expect(new DataLoader(dataset(), { batchSize: 9, dropLast: true }).length).toBe(0);
  });

  test('shuffles anew in each pass, and the same way for the same seed', () => {
    const loaderOf = (seed: number) =>
      new DataLoader(new TensorDataset(arange(20), arange(20)), {
        batchSize: 20,
        shuffle: true,
        generator: new Generator(seed),
      });
    const [a, b] = [loaderOf(1), loaderOf(1)];
    const [first, second] = [passOf(a)[0] as number[], passOf(a)[0] as number[]];
    expect([passOf(b)[0], passOf(b)[0]]).toEqual([first, second]);
    expect(first).not.toEqual(second);
    for (const order of [first, second]) expect([...order].sort((p, q) => p - q)).toEqual(arange(20).toArray());
  });

  test('refuses to shuffle without a generator', () => {
    expect(() => new DataLoader(dataset(), { shuffle: true })).toThrow('shuffle: true, generator: new Generator(42)');
    expect(() => new DataLoader(dataset(), { batchSize: 0 })).toThrow('got batchSize 0');
  });
});

describe('randomSplit', () => {
  const generator = () => new Generator(7);
  const all = (parts: readonly Subset<readonly never[]>[]) =>
    parts.flatMap(({ indices }) => indices).sort((a, b) => a - b);

  test.each([
    [10, [7, 3], [7, 3]],
    [10, [0.7, 0.3], [7, 3]],
    [10, [0.5, 0.25, 0.25], [6, 2, 2]],
    [11, [1 / 3, 1 / 3, 1 / 3], [4, 4, 3]],
    [5, [1, 0], [5, 0]],
  ])('deals %d samples by %j', (n, lengths, sizes) => {
    const parts = randomSplit(new TensorDataset(arange(n)), lengths, { generator: generator() });
    expect(parts.map(({ length }) => length)).toEqual(sizes);
    expect(all(parts as never)).toEqual(arange(n).toArray());
  });

  test('is random, and the same for the same seed', () => {
    const [a, b] = [1, 2].map(() => randomSplit(new TensorDataset(arange(30)), [20, 10], { generator: generator() }));
    expect(a!.map(({ indices }) => indices)).toEqual(b!.map(({ indices }) => indices));
    expect(a![0]!.indices).not.toEqual([...a![0]!.indices].sort((p, q) => p - q));
  });

  test('refuses lengths that do not add up', () => {
    for (const lengths of [
      [7, 4],
      [0.5, 0.4],
      [-1, 11],
      [1.5, -0.5],
    ]) {
      expect(() => randomSplit(new TensorDataset(arange(10)), lengths, { generator: generator() })).toThrow(
        ArgumentError,
      );
    }
    expect(() => randomSplit(dataset(), [5], {} as never)).toThrow('got no generator');
  });
});
