import { describe, expect, test } from 'vitest';
import { arange, full, IndexOutOfRangeError, ShapeError, tensor, zeros, type Tensor } from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;
const block = () => arange(24, float64).reshape(2, 3, 4);

test('sum and mean over one, several and all dimensions', () => {
  const x = block();
  expect(x.sum().item()).toBe(276);
  expect(x.sum().shape).toEqual([]);
  expect(x.sum(-1).toArray()).toEqual([
    [6, 22, 38],
    [54, 70, 86],
  ]);
  expect(x.sum(1).toArray()).toEqual([
    [12, 15, 18, 21],
    [48, 51, 54, 57],
  ]);
  expect(x.sum([0, 2]).toArray()).toEqual([60, 92, 124]);
  expect(x.sum([0, 2], true).shape).toEqual([1, 3, 1]);
  expect(x.sum([]).toArray()).toEqual(x.toArray());
  expect(x.mean().item()).toBe(11.5);
  expect(x.mean(0, true).shape).toEqual([1, 3, 4]);
  expect(x.permute(2, 0, 1).sum([0, 2]).toArray()).toEqual(x.sum([1, 2]).toArray());
  expect([zeros([0]).sum().item(), zeros([0]).mean().item()]).toEqual([0, NaN]);
  expect(zeros([2, 0]).sum(1).toArray()).toEqual([0, 0]);
});

test('a long float32 sum keeps its digits', () => {
  expect(full([1_000_000], 0.1).sum().item()).toBe(Math.fround(1e6 * Math.fround(0.1)));
  expect(full([100_000, 2], 0.1).sum(0).at(1).item()).toBe(Math.fround(1e5 * Math.fround(0.1)));
});

test('variance is unbiased by default, as in PyTorch', () => {
  const x = tensor(
    [
      [1, 2, 3, 4],
      [2, 2, 2, 2],
    ],
    float64,
  );
  expect(x.variance(1).toArray()).toEqual([5 / 3, 0]);
  expect(x.variance(1, { correction: 0, keepdim: true }).toArray()).toEqual([[1.25], [0]]);
  expect(tensor([1]).variance().item()).toBeNaN();
});

describe('max and min', () => {
  test('over all, and along a dimension with positions', () => {
    const x = tensor(
      [
        [1, 5, 2],
        [7, 0, 7],
      ],
      { ...float64, requiresGrad: true },
    );
    expect([x.max().item(), x.min().item()]).toEqual([7, 0]);
    const { values, indices } = x.max(1);
    expect([values.toArray(), indices.toArray()]).toEqual([
      [5, 7],
      [1, 0],
    ]);
    expect(x.min(0, true).values.toArray()).toEqual([[1, 0, 2]]);
    expect(x.argmax().item()).toBe(3);
    expect(x.argmin(1, true).toArray()).toEqual([[0], [1]]);
    expect([values.requiresGrad, indices.requiresGrad]).toEqual([true, false]);
  });

  test('on a tie the gradient goes to the first, in every form', () => {
    const gradient = (f: (x: Tensor) => Tensor) => {
      const x = tensor(
        [
          [3, 3],
          [3, 1],
        ],
        { ...float64, requiresGrad: true },
      );
      f(x).sum().backward();
      // Adding 0 turns −0 into 0.
      return x.grad!.add(0).toArray();
    };
    expect(gradient((x) => x.max())).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(gradient((x) => x.max(0).values)).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(gradient((x) => x.max(1).values)).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(gradient((x) => x.neg().min().neg())).toEqual([
      [1, 0],
      [0, 0],
    ]);
  });

  test('writing to the positions cannot misdirect the gradient', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const { values, indices } = x.max(0);
    indices.fill_(0);
    values.backward();
    expect(x.grad!.toArray()).toEqual([0, 1]);
  });

  test('NaN is never passed over', () => {
    expect(tensor([1, NaN, 3]).max().item()).toBeNaN();
    expect(tensor([NaN, 1]).argmin().item()).toBe(0);
    expect(tensor([2, NaN, NaN]).argmax().item()).toBe(1);
  });

  test('nothing has no largest number', () => {
    expect(() => zeros([0]).max()).toThrow(ShapeError);
    expect(() => zeros([2, 0]).max(1)).toThrow('got the shape [2, 0]');
    expect(zeros([0, 2]).max(1).values.shape).toEqual([0]);
  });
});

describe('softmax and its logarithm', () => {
  const x = tensor(
    [
      [1, 2, 3],
      [1000, 1000, -1000],
    ],
    float64,
  );

  test('shares add up to 1, however large the numbers', () => {
    const y = x.softmax(1);
    expect(y.sum(1).allclose(tensor([1, 1], float64))).toBe(true);
    expect(y.at(1).toArray()).toEqual([0.5, 0.5, 0]);
    const total = Math.exp(1) + Math.exp(2) + Math.exp(3);
    expect(
      y.at(0).allclose(
        tensor(
          [1, 2, 3].map((v) => Math.exp(v) / total),
          float64,
        ),
        { rtol: 1e-14 },
      ),
    ).toBe(true);
    expect(x.T.softmax(0).toArray()).toEqual(y.T.toArray());
  });

  test('logSoftmax and logSumExp fit it, without overflow', () => {
    expect(x.logSoftmax(1).at(1, 2).item()).toBeCloseTo(-2000 - Math.LN2, 9);
    expect(x.logSumExp(1).at(1).item()).toBeCloseTo(1000 + Math.LN2, 12);
    expect(x.logSoftmax(1).exp().allclose(x.softmax(1), { rtol: 1e-12 })).toBe(true);
    expect(x.logSumExp([0, 1]).shape).toEqual([]);
    expect(tensor([-Infinity, -Infinity]).logSumExp(0).item()).toBe(-Infinity);
    expect(tensor([Infinity, 1]).logSumExp(0).item()).toBe(Infinity);
  });
});

test('gather picks and scatterAdd puts back', () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  const index = tensor([
    [0, 0],
    [1, 0],
  ]);
  expect(x.gather(1, index).toArray()).toEqual([
    [1, 1],
    [4, 3],
  ]);
  expect(x.gather(0, index).toArray()).toEqual([
    [1, 2],
    [3, 2],
  ]);
  expect(zeros([2, 2]).scatterAdd(1, index, x).toArray()).toEqual([
    [3, 0],
    [4, 3],
  ]);
  expect(() => x.gather(1, tensor([[2]]))).toThrow(IndexOutOfRangeError);
  expect(() => x.gather(1, tensor([0]))).toThrow(ShapeError);
  expect(() => x.scatterAdd(1, index, tensor([[1]]))).toThrow(ShapeError);
});

test('a dimension that does not exist is refused', () => {
  expect(() => block().sum(3)).toThrow(IndexOutOfRangeError);
  expect(() => block().mean([0, 0])).toThrow(ShapeError);
  expect(() => tensor(1).softmax(0)).toThrow('this one is a single number');
  expect(() => block().item()).toThrow('got the shape [2, 3, 4] with 24 elements');
});
