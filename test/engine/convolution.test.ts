import { describe, expect, test } from 'vitest';
import {
  arange,
  ArgumentError,
  DtypeError,
  Generator,
  noGrad,
  ones,
  randn,
  ShapeError,
  tape,
  tensor,
  zeros,
  type Tensor,
} from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;
const near = { rtol: 1e-12, atol: 1e-12 };

function draw(shape: readonly number[], seed: number): Tensor {
  return randn(shape, { ...float64, generator: new Generator(seed) });
}

interface Settings {
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly groups: number;
}

/** Seven loops, straight from the definition; what lies outside the input counts as 0. */
function naive(x: Tensor, weight: Tensor, { stride, padding, dilation, groups }: Settings): Tensor {
  const [n, , h, w] = x.shape as [number, number, number, number];
  const [out, perGroup, kh, kw] = weight.shape as [number, number, number, number];
  const outHeight = Math.floor((h + 2 * padding[0] - dilation[0] * (kh - 1) - 1) / stride[0]) + 1;
  const outWidth = Math.floor((w + 2 * padding[1] - dilation[1] * (kw - 1) - 1) / stride[1]) + 1;
  const result = zeros([n, out, outHeight, outWidth], float64);
  const [pixels, taps] = [x.toArray() as number[][][][], weight.toArray() as number[][][][]];
  for (let b = 0; b < n; b++)
    for (let o = 0; o < out; o++)
      for (let y = 0; y < outHeight; y++)
        for (let column = 0; column < outWidth; column++) {
          let total = 0;
          for (let c = 0; c < perGroup; c++)
            for (let i = 0; i < kh; i++)
              for (let j = 0; j < kw; j++) {
                const channel = Math.floor(o / (out / groups)) * perGroup + c;
                const row = y * stride[0] - padding[0] + i * dilation[0];
                const col = column * stride[1] - padding[1] + j * dilation[1];
                total += taps[o]![c]![i]![j]! * (pixels[b]![channel]![row]?.[col] ?? 0);
              }
          noGrad(() => result.at(b, o, y, column).copy_(total));
        }
  return result;
}

const SETTINGS: readonly Settings[] = [
  { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1 },
  { stride: [2, 1], padding: [1, 0], dilation: [1, 1], groups: 1 },
  { stride: [1, 3], padding: [2, 1], dilation: [1, 2], groups: 1 },
  { stride: [2, 2], padding: [3, 4], dilation: [3, 1], groups: 2 },
  { stride: [5, 4], padding: [0, 2], dilation: [2, 2], groups: 4 },
];

describe('conv2d', () => {
  test('by hand: a kernel of ones adds up each 2 × 2 square', () => {
    const x = arange(9, float64).reshape(1, 1, 3, 3);
    const kernel = ones([1, 1, 2, 2], float64);
    expect(x.conv2d(kernel, tensor([100], float64)).toArray()).toEqual([
      [
        [
          [108, 112],
          [120, 124],
        ],
      ],
    ]);
  });

  test('is a cross-correlation: the kernel is not flipped', () => {
    const x = tensor([[[[1, 2, 3]]]]);
    expect(x.conv2d(tensor([[[[1, 0]]]])).toArray()).toEqual([[[[1, 2]]]]);
  });

  test.each(SETTINGS)('agrees with seven loops for %j', (settings) => {
    const x = draw([2, 4, 7, 8], 1);
    const weight = draw([8, 4 / settings.groups, 3, 2], 2);
    const bias = draw([8], 3);
    const expected = naive(x, weight, settings).add(bias.reshape(8, 1, 1));
    expect(x.conv2d(weight, bias, settings).allclose(expected, near)).toBe(true);
  });

  test('takes one image without a batch, and a batch of none', () => {
    const [x, weight] = [draw([2, 5, 5], 1), draw([3, 2, 3, 3], 2)];
    expect(x.conv2d(weight).toArray()).toEqual(x.unsqueeze(0).conv2d(weight).squeeze(0).toArray());
    const [none, kernel, bias] = [zeros([0, 2, 5, 5]), ones([3, 2, 3, 3]), zeros([3])].map((t) => t.requiresGrad_());
    const out = none!.conv2d(kernel!, bias);
    expect(out.shape).toEqual([0, 3, 3, 3]);
    out.sum().backward();
    expect(kernel!.grad!.toArray()).toEqual(zeros([3, 2, 3, 3]).toArray());
  });

  test("'same' keeps the size and puts the odd zero last; 'valid' pads nothing", () => {
    const x = tensor([[[[1, 2, 3]]]], float64);
    const pair = tensor([[[[1, 10]]]], float64);
    expect(x.conv2d(pair, null, { padding: 'same' }).toArray()).toEqual([[[[21, 32, 3]]]]);
    expect(x.conv2d(pair, null, { padding: 'valid' }).toArray()).toEqual([[[[21, 32]]]]);
    expect(draw([1, 1, 6, 7], 1).conv2d(draw([1, 1, 4, 3], 2), null, { padding: 'same', dilation: 2 }).shape).toEqual([
      1, 1, 6, 7,
    ]);
    expect(() => x.conv2d(pair, null, { padding: 'same', stride: 2 })).toThrow(ArgumentError);
  });

  test('gradients by hand', () => {
    const x = arange(4, float64).reshape(1, 1, 2, 2).requiresGrad_();
    const weight = tensor([[[[1, 10]]]], float64).requiresGrad_();
    const bias = tensor([0], float64).requiresGrad_();
    x.conv2d(weight, bias, { padding: [0, 1] })
      .sum()
      .backward();
    expect(x.grad!.toArray()).toEqual([
      [
        [
          [11, 11],
          [11, 11],
        ],
      ],
    ]);
    expect(weight.grad!.toArray()).toEqual([[[[6, 6]]]]);
    expect(bias.grad!.toArray()).toEqual([6]);
  });

  test('an output without size is explained by the formula, with its numbers', () => {
    const run = () => zeros([1, 1, 3, 9]).conv2d(zeros([1, 1, 5, 3]), null, { padding: [0, 1] });
    expect(run).toThrow(ShapeError);
    expect(run).toThrow('the output would have the height');
    expect(run).toThrow('⌊(3 + 0 − 1 · (5 − 1) − 1) / 1⌋ + 1 = -1; expected at least 1');
  });

  test('refuses shapes, options and dtypes that do not fit', () => {
    const [x, weight] = [zeros([1, 4, 5, 5]), zeros([6, 2, 3, 3])];
    expect(() => x.conv2d(weight)).toThrow('expected 2 · 1 = 2 input channels for this weight, not 4');
    expect(() => x.conv2d(weight, null, { groups: 4 })).toThrow('a whole number that divides the 6 out channels');
    expect(() => x.conv2d(weight, zeros([5]), { groups: 2 })).toThrow('expected a bias of shape [6]');
    expect(() => x.conv2d(zeros([6, 4, 3]))).toThrow('expected [n, c, h, w] or [c, h, w]');
    expect(() => zeros([5, 5]).conv2d(weight)).toThrow(ShapeError);
    expect(() => x.conv2d(zeros([6, 4, 3, 3], float64))).toThrow(DtypeError);
    const options = [{ stride: 0 }, { padding: -1 }, { dilation: 1.5 }, { stride: [1, 1, 1] }];
    for (const wrong of options) expect(() => x.conv2d(zeros([6, 4, 3, 3]), null, wrong)).toThrow(ArgumentError);
    expect(() => x.conv2d(zeros([6, 4, 3, 3]), null, { stride: 0 })).toThrow(
      'got stride 0; expected a whole number from 1 up, or a list of 2 of them',
    );
    expect(() => x.conv2d(zeros([6, 4, 0, 3]))).toThrow('got kernel size [0,3]');
  });
});

describe('conv1d', () => {
  test('by hand, with stride, padding and dilation', () => {
    const x = tensor([[[1, 2, 3, 4]]], float64);
    const weight = tensor([[[1, 10]]], float64);
    expect(x.conv1d(weight).toArray()).toEqual([[[21, 32, 43]]]);
    expect(x.conv1d(weight, tensor([0.5], float64), { stride: 2, padding: 1 }).toArray()).toEqual([
      [[10.5, 32.5, 4.5]],
    ]);
    expect(x.conv1d(weight, null, { dilation: 3 }).toArray()).toEqual([[[41]]]);
    expect(x.conv1d(weight, null, { padding: 'same' }).toArray()).toEqual([[[21, 32, 43, 4]]]);
  });

  test('is conv2d on images of height 1', () => {
    const [x, weight, bias] = [draw([2, 4, 9], 1), draw([6, 2, 3], 2), draw([6], 3)];
    const flat = x.conv1d(weight, bias, { stride: 2, padding: 2, groups: 2 });
    const high = x.unsqueeze(2).conv2d(weight.unsqueeze(2), bias, { stride: [1, 2], padding: [0, 2], groups: 2 });
    expect(flat.toArray()).toEqual(high.squeeze(2).toArray());
    expect(tape(x.requiresGrad_().conv1d(weight, bias, { groups: 2 })).map((node) => node.op)).toEqual(['conv1d']);
  });

  test('names lengths in its errors', () => {
    expect(() => zeros([1, 1, 2]).conv1d(zeros([1, 1, 4]))).toThrow('the output would have the length');
    expect(() => zeros([1, 1, 5, 5]).conv1d(zeros([1, 1, 4]))).toThrow('expected [n, c, l] or [c, l]');
    expect(() => zeros([1, 1, 5]).conv1d(zeros([1, 1, 4]), null, { stride: -1 })).toThrow(
      'conv1d: got stride -1; expected a whole number from 1 up.',
    );
  });
});
