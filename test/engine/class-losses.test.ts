import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  crossEntropy,
  Generator,
  gradcheck,
  IndexOutOfRangeError,
  nllLoss,
  randn,
  ShapeError,
  tensor,
  type Reduction,
} from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;
const logits = randn([4, 3], { generator: new Generator(3), ...float64 });
const classes = [2, 0, 1, 2];
const weight = [1, 2, 0.5];

/** The formula of the PyTorch documentation, one example at a time. */
function documented(target: readonly number[], w: readonly number[], smoothing: number, ignored: number): number[] {
  return (logits.toArray() as number[][]).map((row, n) => {
    if (target[n] === ignored) return 0;
    const total = row.reduce((sum, x) => sum + Math.exp(x), 0);
    return row.reduce((loss, x, c) => {
      const share = (c === target[n] ? 1 - smoothing : 0) + smoothing / row.length;
      return loss - share * w[c]! * Math.log(Math.exp(x) / total);
    }, 0);
  });
}

function expectClose(got: unknown, expected: number[]): void {
  expect(got).toEqual(expected.map((value) => expect.closeTo(value, 12)));
}

describe.each([
  { labelSmoothing: 0, ignoreIndex: -100, weight: [1, 1, 1] },
  { labelSmoothing: 0, ignoreIndex: 2, weight: [1, 1, 1] },
  { labelSmoothing: 0, ignoreIndex: -100, weight },
  { labelSmoothing: 0.3, ignoreIndex: -100, weight: [1, 1, 1] },
  { labelSmoothing: 0.3, ignoreIndex: 0, weight },
  { labelSmoothing: 1, ignoreIndex: 0, weight },
])('crossEntropy of class numbers with %j', ({ weight: w, ...rest }) => {
  const options = { ...rest, weight: tensor(w, float64) };
  const expected = documented(classes, w, rest.labelSmoothing, rest.ignoreIndex);
  const counted = classes.filter((c) => c !== rest.ignoreIndex).reduce((sum, c) => sum + w[c]!, 0);

  test('has the documented values', () => {
    const sum = expected.reduce((a, b) => a + b);
    expectClose(crossEntropy(logits, tensor(classes), { ...options, reduction: 'none' }).toArray(), expected);
    expect(crossEntropy(logits, tensor(classes), { ...options, reduction: 'sum' }).item()).toBeCloseTo(sum, 12);
    expect(crossEntropy(logits, tensor(classes), options).item()).toBeCloseTo(sum / counted, 12);
  });

  test.each<Reduction>(['mean', 'sum', 'none'])('has the right gradient for reduction %s', (reduction) => {
    expect(gradcheck((x) => crossEntropy(x!, tensor(classes), { ...options, reduction }), [logits])).toBe(true);
  });

  test('is nllLoss after logSoftmax, when nothing is smoothed', () => {
    if (rest.labelSmoothing > 0) return;
    const loss = nllLoss(logits.logSoftmax(1), tensor(classes), options);
    expect(loss.item()).toBeCloseTo(crossEntropy(logits, tensor(classes), options).item(), 14);
    expect(gradcheck((x) => nllLoss(x!, tensor(classes), options), [logits])).toBe(true);
  });
});

test('crossEntropy of probabilities is smoothed and weighted, and its mean divides by the count', () => {
  const oneHot = tensor(
    classes.map((c) => [0, 1, 2].map((i) => (i === c ? 1 : 0))),
    float64,
  );
  const options = { labelSmoothing: 0.3, weight: tensor(weight, float64) };
  const expected = documented(classes, weight, 0.3, -100);
  expectClose(crossEntropy(logits, oneHot, { ...options, reduction: 'none' }).toArray(), expected);
  const mean = expected.reduce((a, b) => a + b) / 4;
  expect(crossEntropy(logits, oneHot, options).item()).toBeCloseTo(mean, 12);
  expect(gradcheck((x, y) => crossEntropy(x!, y!, options), [logits, oneHot])).toBe(true);
});

test('an ignored example counts for nothing, even if its loss is infinite', () => {
  const scores = tensor(
    [
      [-Infinity, 0],
      [-1, -2],
    ],
    { ...float64, requiresGrad: true },
  );
  const loss = nllLoss(scores, tensor([0, 1]), { ignoreIndex: 0 });
  expect(loss.item()).toBe(2);
  loss.backward();
  expect(scores.grad!.toArray()).toEqual([
    [0, 0],
    [0, -1],
  ]);
  expect(nllLoss(scores, tensor([-100, -100])).item()).toBeNaN();
  expect(nllLoss(scores, tensor([-100, -100]), { reduction: 'sum' }).item()).toBe(0);
});

test('one example without a batch', () => {
  expect(nllLoss(tensor([-1, -2, -4]), tensor(2)).item()).toBe(4);
  expect(nllLoss(tensor([-1, -2, -4]), tensor(2), { weight: tensor([1, 1, 3]) }).item()).toBe(4);
  expect(nllLoss(tensor([-1, -2, -4]), tensor(2), { weight: tensor([1, 1, 3]), reduction: 'sum' }).item()).toBe(12);
});

test('what does not fit is refused by name', () => {
  const input = tensor([[1, 2]]);
  expect(() => nllLoss(input, tensor([2]))).toThrow(IndexOutOfRangeError);
  expect(() => nllLoss(input, tensor([0.5]))).toThrow('nllLoss: got class 0.5 for example 0');
  expect(() => nllLoss(input, tensor([[0]]))).toThrow(
    'nllLoss: got an input of shape [1, 2] and a target of shape [1, 1]',
  );
  expect(() => nllLoss(input, tensor([0]), { weight: tensor([1]) })).toThrow('a weight of shape [1]; expected [2]');
  expect(() => nllLoss(tensor(1), tensor(0))).toThrow(ShapeError);
  expect(() => crossEntropy(input, tensor([0]), { labelSmoothing: 2 })).toThrow('got labelSmoothing 2');
  expect(() => crossEntropy(input, tensor([[0, 1]]), { ignoreIndex: 1 })).toThrow(ArgumentError);
});
