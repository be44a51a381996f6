import { expect, test } from 'vitest';
import { ArgumentError, Generator, ones, tape, tensor } from '../../engine/index.ts';

const seeded = (seed = 1) => ({ generator: new Generator(seed) });

test('drops about the share p and scales the rest, so that the mean stays', () => {
  const values = ones([100, 100], { dtype: 'float64' }).dropout(0.2, seeded()).reshape(-1).toArray() as number[];
  expect(new Set(values)).toEqual(new Set([0, 1.25]));
  const dropped = values.filter((value) => value === 0).length / values.length;
  // Four standard deviations of 10 000 throws.
  expect(Math.abs(dropped - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 10_000));
});

test('backward drops what forward dropped', () => {
  const x = tensor([1, 1, 1, 1, 1, 1, 1, 1], { requiresGrad: true });
  const y = x.dropout(0.5, seeded());
  y.sum().backward();
  expect(x.grad!.toArray()).toEqual(y.toArray());
  expect(new Set(y.toArray() as number[])).toEqual(new Set([0, 2]));
});

test('the seed decides, in both dtypes alike; a generator goes on where it stood', () => {
  const x = ones([64]);
  expect(x.dropout(0.5, seeded(3)).toArray()).toEqual(x.to('float64').dropout(0.5, seeded(3)).toArray());
  const options = seeded(3);
  expect(x.dropout(0.5, options).toArray()).not.toEqual(x.dropout(0.5, options).toArray());
});

test('outside training, and for p = 0, nothing happens; for p = 1 nothing is left', () => {
  const x = tensor([1, 2], { requiresGrad: true });
  expect(x.dropout(0.9, { training: false })).toBe(x);
  expect(x.dropout(0)).toBe(x);
  const none = x.dropout(1, seeded());
  expect(none.toArray()).toEqual([0, 0]);
  expect(tape(none).map((node) => node.op)).toEqual(['dropout']);
  none.sum().backward();
  expect(x.grad!.toArray()).toEqual([0, 0]);
});

test('refuses what is no probability, and training without a generator', () => {
  expect(() => tensor([1]).dropout(1.5, seeded())).toThrow('got p = 1.5; expected a probability from 0 to 1');
  expect(() => tensor([1]).dropout(NaN, seeded())).toThrow(ArgumentError);
  expect(() => tensor([1]).dropout()).toThrow(ArgumentError);
  expect(() => tensor([1]).dropout()).toThrow('dropout: got no generator');
});
