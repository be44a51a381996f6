import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  AvgPool1d,
  AvgPool2d,
  Conv1d,
  Conv2d,
  Dropout,
  Flatten,
  Generator,
  gradcheck,
  IndexOutOfRangeError,
  Linear,
  MaxPool1d,
  MaxPool2d,
  ones,
  randn,
  ReLU,
  Sequential,
  tensor,
  zeros,
  type Layer,
  type Tensor,
} from '../../../engine/index.ts';
import { gradcheckModule } from './gradcheck-module.ts';

const generator = new Generator(31);
const float64 = { dtype: 'float64', generator } as const;
const draw = (...shape: number[]): Tensor => randn(shape, float64);
const image = tensor([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], { dtype: 'float64' }); // prettier-ignore

describe('gradients through layers', () => {
  const cases: [string, Layer, Tensor][] = [
    ['Conv1d', new Conv1d(2, 3, 2, { ...float64, stride: 2, padding: 1 }), draw(2, 2, 5)],
    ['Conv2d', new Conv2d(2, 3, [2, 3], { ...float64, padding: 'same' }), draw(2, 2, 3, 3)],
    ['Conv2d in groups', new Conv2d(4, 2, 2, { ...float64, groups: 2, dilation: 2, bias: false }), draw(1, 4, 3, 3)],
    ['MaxPool1d', new MaxPool1d(2), draw(2, 2, 5)],
    ['MaxPool2d', new MaxPool2d(2, { stride: 1, padding: 1 }), draw(2, 2, 3, 3)],
    ['AvgPool1d', new AvgPool1d(2), draw(2, 2, 5)],
    ['AvgPool2d', new AvgPool2d(2, { stride: 1, padding: 1, countIncludePad: false }), draw(2, 2, 3, 3)],
    ['Flatten', new Flatten(), draw(2, 2, 3)],
    [
      'a small network for images',
      new Sequential(
        new Conv2d(1, 2, 3, { ...float64, padding: 1 }),
        new ReLU(),
        new MaxPool2d(2),
        new Flatten(),
        new Linear(2 * 2 * 2, 3, float64),
      ),
      draw(2, 1, 4, 4),
    ],
  ];
  test.each(cases)('%s', (_name, layer, x) => {
    expect(gradcheckModule(layer, [x], (part, input) => part.forward(input!))).toBe(true);
  });

  test('Dropout, for the same choice each time', () => {
    const layer = (): Dropout => new Dropout(0.4, { generator: new Generator(3) });
    expect(gradcheck((x) => layer().forward(x!), [draw(5)])).toBe(true);
  });
});

describe('convolutions', () => {
  test('slide their weight over the input and add the bias', () => {
    const layer = new Conv2d(1, 2, 2, { ...float64, stride: 1 });
    layer.weight.detach().copy_(tensor([[[[1, 0], [0, 1]]], [[[0, 1], [-1, 0]]]])); // prettier-ignore
    layer.bias!.detach().copy_(tensor([0, 10]));
    expect(layer.forward(image.unsqueeze(0)).toArray()).toEqual([[[[6, 8], [12, 14]], [[8, 8], [8, 8]]]]); // prettier-ignore
    expect(layer.forward(image).shape).toEqual([2, 2, 2]);
  });

  test('pass their options on', () => {
    const layer = new Conv2d(1, 1, 2, { ...float64, stride: 2, padding: [1, 0], dilation: [1, 2] });
    const x = draw(1, 1, 5, 5);
    const options = { stride: 2, padding: [1, 0], dilation: [1, 2] } as const;
    expect(layer.forward(x).toArray()).toEqual(x.conv2d(layer.weight, layer.bias, options).toArray());
    const line = new Conv1d(2, 4, 3, { ...float64, groups: 2, padding: 1 });
    const y = draw(3, 2, 7);
    expect(line.forward(y).toArray()).toEqual(y.conv1d(line.weight, line.bias, { groups: 2, padding: 1 }).toArray());
    expect(line.forward(y).shape).toEqual([3, 4, 7]);
  });

  test('start within ±1/√fanIn, where the fan is that of a group', () => {
    const layer = new Conv2d(8, 20, [5, 5], { generator, groups: 2 });
    expect([layer.weight.shape, layer.bias!.shape]).toEqual([[20, 4, 5, 5], [20]]);
    expect(layer.weight.abs().max().item()).toBeLessThanOrEqual(Math.fround(0.1));
    expect(layer.weight.abs().max().item()).toBeGreaterThan(0.099);
    expect(layer.bias!.abs().max().item()).toBeLessThanOrEqual(Math.fround(0.1));
  });

  test('refuse what cannot be', () => {
    expect(() => new Conv2d(3, 4, 3, undefined as never)).toThrow('new Conv2d: got no generator');
    expect(() => new Conv2d(3, 4, 3, { generator, groups: 2 })).toThrow('got 2 groups for 3 channels in and 4 out');
    expect(() => new Conv1d(3, 4, 0, { generator })).toThrow('Conv1d: got 0 for kernelSize');
    expect(() => new Conv1d(3, 4, 2, { generator }).forward(zeros([1, 2, 5]))).toThrow('input channels');
  });
});

test('pooling takes the largest, or the average', () => {
  expect(new MaxPool2d(2).forward(image).toArray()).toEqual([[[5]]]);
  expect(new AvgPool2d(2, { stride: 1 }).forward(image).toArray()).toEqual([[[3, 4], [6, 7]]]); // prettier-ignore
  expect(new MaxPool1d(3).forward(image).toArray()).toEqual([[[3], [6], [9]]]);
  expect(new AvgPool1d([3]).forward(image).toArray()).toEqual([[[2], [5], [8]]]);
});

test('Flatten joins dimensions', () => {
  expect(new Flatten().forward(zeros([2, 3, 4, 5])).shape).toEqual([2, 60]);
  expect(new Flatten(0).forward(image).toArray()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(new Flatten(-3, 2).forward(zeros([2, 3, 4, 5])).shape).toEqual([2, 12, 5]);
  expect(() => new Flatten().forward(zeros([3]))).toThrow(IndexOutOfRangeError);
});

describe('Dropout', () => {
  test('drops a share and makes up for it in training, and does nothing in use', () => {
    const layer = new Dropout(0.25, { generator });
    const values = new Set(layer.forward(ones([10_000])).toArray() as number[]);
    expect([...values].sort()).toEqual([0, Math.fround(1 / 0.75)]);
    expect(layer.forward(ones([10_000])).mean().item()).toBeCloseTo(1, 1); // prettier-ignore
    expect(layer.eval().forward(ones([100])).toArray()).toEqual(Array(100).fill(1)); // prettier-ignore
  });

  test('asks for a probability and a generator', () => {
    expect(() => new Dropout(1.5, { generator })).toThrow(ArgumentError);
    expect(() => new Dropout(0.5, undefined as never)).toThrow('new Dropout: got no generator');
  });
});
