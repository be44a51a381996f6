import { describe, expect, test } from 'vitest';
import {
  arange,
  ArgumentError,
  IndexOutOfRangeError,
  InPlaceError,
  noGrad,
  ShapeError,
  tensor,
  zeros,
  type Tensor,
} from '../../engine/index.ts';

const matrix = () => arange(6).reshape(2, 3);

describe('views share storage with what they show', () => {
  const views: [string, (x: Tensor) => Tensor][] = [
    ['T', (x) => x.T],
    ['transpose', (x) => x.transpose(0, 1)],
    ['permute', (x) => x.permute(1, 0)],
    ['reshape', (x) => x.reshape(3, 2)],
    ['reshape to more dimensions', (x) => x.T.reshape(3, 1, 2)],
    ['slice', (x) => x.slice(1, 1)],
    ['slice with a step', (x) => x.slice(1, 0, 3, 2)],
    ['select', (x) => x.select(0, 1)],
    ['at', (x) => x.at(-1)],
    ['unsqueeze', (x) => x.unsqueeze(1)],
    ['squeeze', (x) => x.unsqueeze(0).squeeze()],
    ['detach', (x) => x.detach()],
    ['expand', (x) => x.expand(4, 2, 3)],
  ];

  test.each(views)('%s: a write to the original shows through', (_name, view) => {
    const x = matrix();
    const seen = view(x);
    expect(seen.storage).toBe(x.storage);
    const before = seen.toArray();
    x.add_(10);
    expect(seen.toArray()).toEqual(view(x.clone()).toArray());
    expect(seen.toArray()).not.toEqual(before);
  });

  test.each(views.filter(([name]) => name !== 'expand'))(
    '%s: a write to the view goes through to the original',
    (_name, view) => {
      const x = matrix();
      view(x).fill_(-1);
      expect(view(x).sub(-1).abs().sum().item()).toBe(0);
      expect(x.eq(-1).sum().item()).toBe(view(x).size);
    },
  );
});

test('reshape copies nothing as long as the storage allows it', () => {
  const x = arange(6).reshape(1, 2, 3);
  expect(x.transpose(0, 1).reshape(6).storage).toBe(x.storage);
  expect(x.expand(4, 2, 3).reshape(4, 6).storage).toBe(x.storage);
  expect(x.expand(4, 2, 3).reshape(4, 6).toArray()).toEqual(Array(4).fill([0, 1, 2, 3, 4, 5]));
  expect(x.expand(4, 2, 3).reshape(24).storage).not.toBe(x.storage);
});

test('what is no view has storage of its own', () => {
  const x = matrix();
  for (const copy of [x.clone(), x.T.contiguous(), x.T.reshape(6), x.add(0)]) expect(copy.storage).not.toBe(x.storage);
  expect(x.contiguous()).toBe(x);
  expect(x.T.reshape(6).toArray()).toEqual([0, 3, 1, 4, 2, 5]);
});

test('views have the shape and numbers PyTorch gives them', () => {
  const x = arange(24).reshape(2, 3, 4);
  expect(x.permute([2, 0, 1]).shape).toEqual([4, 2, 3]);
  expect(x.permute(2, 0, 1).at(3, 1, 2).item()).toBe(23);
  expect(x.transpose(-1, 0).shape).toEqual([4, 3, 2]);
  expect(x.reshape(-1, 8).shape).toEqual([3, 8]);
  expect(x.slice(2, -2).at(0, 0).toArray()).toEqual([2, 3]);
  expect(x.slice(0, 5).shape).toEqual([0, 3, 4]);
  expect(x.slice(2, 0, -1, 2).at(0, 0).toArray()).toEqual([0, 2]);
  expect(
    tensor([[1], [2]])
      .expand(-1, 2)
      .toArray(),
  ).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(zeros([1, 2, 1]).squeeze(0).shape).toEqual([2, 1]);
  expect(zeros([1, 2, 1]).squeeze(1).shape).toEqual([1, 2, 1]);
  expect(tensor([1, 2]).unsqueeze(-1).shape).toEqual([2, 1]);
  expect(tensor([1, 2]).T.shape).toEqual([2]);
});

test('views refuse what does not fit, with both shapes', () => {
  const x = zeros([2, 3]);
  expect(() => x.reshape(4)).toThrow(ShapeError);
  expect(() => x.reshape(4)).toThrow('got [4] for the shape [2, 3]; expected sizes whose product is 6');
  expect(() => x.reshape(-1, -1)).toThrow(ShapeError);
  expect(() => x.expand(4, 3)).toThrow('got [4, 3] for the shape [2, 3]');
  expect(() => x.permute(0, 0)).toThrow(ShapeError);
  expect(() => x.transpose(0, 2)).toThrow(IndexOutOfRangeError);
  expect(() => x.transpose(0, 2)).toThrow('got dim 2; expected a whole number from -2 to 1');
  expect(() => x.select(0, 2)).toThrow(
    'got index 2 in dim 0 of the shape [2, 3]; expected a whole number from -2 to 1',
  );
  expect(() => x.at(0, 0, 0)).toThrow(IndexOutOfRangeError);
  expect(() => x.slice(0, 0, 1, 0)).toThrow(ArgumentError);
  expect(() => zeros([1, 2, 3]).T).toThrow(ShapeError);
});

describe('writing in place', () => {
  test('computes like its counterpart, broadcasts, and returns the tensor itself', () => {
    const x = matrix();
    expect(x.mul_(2)).toBe(x);
    expect(x.add_(tensor([1, 2, 3])).toArray()).toEqual([
      [1, 4, 7],
      [7, 10, 13],
    ]);
    expect(x.sub_(x).toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(
      x
        .copy_(tensor([[1], [2]]))
        .div_(2)
        .toArray(),
    ).toEqual([
      [0.5, 0.5, 0.5],
      [1, 1, 1],
    ]);
    expect(x.zero_().sum().item()).toBe(0);
  });

  test('reads the source before it is overwritten', () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    x.copy_(x.T);
    expect(x.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    const y = tensor([
      [1, 2],
      [3, 4],
    ]);
    y.add_(y.T);
    expect(y.toArray()).toEqual([
      [2, 5],
      [5, 8],
    ]);
  });

  test('reads an overlapping source as it was before', () => {
    const x = tensor([1, 2, 3, 4]);
    x.slice(0, 1).add_(x.slice(0, 0, 3));
    expect(x.toArray()).toEqual([1, 3, 5, 7]);
  });

  test('refuses what would lose a gradient or write one number twice', () => {
    const w = tensor([1, 2], { requiresGrad: true });
    expect(() => w.add_(1)).toThrow(InPlaceError);
    expect(() => zeros([2]).add_(w)).toThrow(InPlaceError);
    expect(noGrad(() => w.add_(1)).toArray()).toEqual([2, 3]);
    expect(w.detach().fill_(7).storage).toBe(w.storage);
    expect(() => zeros([1]).expand(3).fill_(1)).toThrow(InPlaceError);
    expect(() => zeros([2]).add_(zeros([3, 2]))).toThrow('got the shape [3, 2] to write into [2]');
  });
});
