import { describe, expect, test } from 'vitest';
import { cat, Generator, randint, tensor, type Shape, type Tensor } from '../../../engine/index.ts';
import { expectInWasm } from './agreement.ts';

const vectors: Shape[] = [[2], [3], [5], [33], [3, 7], [2, 3, 4], [4, 64], [1, 1, 9]];

test.each<[string, string, (x: Tensor) => Tensor]>([
  ['gelu', 'gelu', (x) => x.gelu()],
  ['gelu by tanh', 'gelu', (x) => x.gelu({ approximate: 'tanh' })],
  ['silu', 'silu', (x) => x.silu()],
  ['leakyRelu', 'leakyRelu', (x) => x.leakyRelu()],
  ['leakyRelu of another slope', 'leakyRelu', (x) => x.leakyRelu(0.3)],
])('%s', (_name, op, run) => {
  for (const shape of vectors) expectInWasm({ op, shapes: [shape], run: (x) => run(x!.mul(3)) });
});

test('gelu by tanh keeps its head where x³ does not fit into float32', () => {
  const x = tensor([-1e30, -1e13, -20, 20, 1e13, 1e30], { requiresGrad: true });
  const y = x.gelu({ approximate: 'tanh' });
  y.sum().backward();
  expect(y.toArray()).toEqual([-0, -0, -0, 20, Math.fround(1e13), Math.fround(1e30)]);
  expect(x.grad!.toArray()).toEqual([-0, -0, -0, 1, 1, 1]);
});

describe('layerNorm', () => {
  const shapes: [Shape, Shape][] = [
    [[3, 4], [4]],
    [[1, 7], [7]],
    [
      [2, 3, 5],
      [3, 5],
    ],
    [[64, 33], [33]],
    [[2, 4, 6], [6]],
    [[8], [8]],
  ];

  test.each([0, 1, 2])('with %d parameters', (count) => {
    for (const [shape, normalized] of shapes) {
      const parameters = Array<Shape>(count).fill(normalized);
      const run = (x?: Tensor, weight?: Tensor, bias?: Tensor) => x!.layerNorm(normalized, weight, bias);
      expectInWasm({ op: 'layerNorm', shapes: [shape, ...parameters], run, tolerance: 1e-5 });
    }
  });

  test('gives a parameter its gradient where the input wants none', () => {
    for (const [shape, normalized] of shapes) {
      const run = (x?: Tensor, weight?: Tensor, bias?: Tensor) =>
        x!.detach().layerNorm(normalized, weight, bias).add(x!.mul(0));
      expectInWasm({ op: 'layerNorm', shapes: [shape, normalized, normalized], run, tolerance: 1e-5 });
    }
  });
});

describe('convolution', () => {
  test.each([
    { image: [2, 3, 5, 5], weight: [4, 3, 3, 3], options: {} },
    { image: [2, 3, 6, 7], weight: [4, 3, 3, 2], options: { stride: [2, 1], padding: [1, 0] } },
    { image: [1, 4, 9, 8], weight: [6, 2, 3, 3], options: { groups: 2, dilation: 2, padding: 2 } },
    { image: [3, 4, 6, 6], weight: [4, 1, 3, 3], options: { groups: 4, padding: 'same' } },
    { image: [2, 3, 4, 4], weight: [5, 3, 1, 1], options: {} },
    { image: [3, 7, 7], weight: [2, 3, 3, 3], options: { stride: 3, padding: 1 } },
    { image: [4, 1, 28, 28], weight: [8, 1, 3, 3], options: { padding: 1 } },
    { image: [2, 16, 14, 14], weight: [24, 16, 3, 3], options: { padding: 1 } },
  ] as const)('conv2d of $image with $weight, $options', ({ image, weight, options }) => {
    const run = (x?: Tensor, w?: Tensor, bias?: Tensor) => x!.conv2d(w!, bias, options);
    expectInWasm({ op: 'conv2d', shapes: [image, weight], run, tolerance: 2e-5 });
    expectInWasm({ op: 'conv2d', shapes: [image, weight, [weight[0]]], run, tolerance: 2e-5 });
  });

  test.each([
    { image: [2, 3, 9], weight: [4, 3, 3], options: {} },
    { image: [4, 10], weight: [6, 2, 4], options: { groups: 2, stride: 2, padding: 3 } },
  ] as const)('conv1d of $image with $weight, $options', ({ image, weight, options }) => {
    const run = (x?: Tensor, w?: Tensor, bias?: Tensor) => x!.conv1d(w!, bias, options);
    expectInWasm({ op: 'conv1d', shapes: [image, weight, [weight[0]]], run, tolerance: 1e-5 });
  });
});

test.each([
  { image: [2, 3, 6, 6], kernel: 2, options: {} },
  { image: [2, 3, 7, 6], kernel: [3, 2], options: { stride: [2, 1], padding: [1, 1] } },
  { image: [3, 8, 9], kernel: 3, options: { stride: 1, padding: 1 } },
  { image: [1, 2, 5, 5], kernel: 2, options: { stride: 4 } },
  { image: [2, 8, 28, 28], kernel: 2, options: {} },
] as const)('pooling of $image by $kernel, $options', ({ image, kernel, options }) => {
  expectInWasm({ op: 'maxPool2d', shapes: [image], run: (x) => x!.maxPool2d(kernel, options) });
  for (const countIncludePad of [true, false]) {
    const run = (x?: Tensor) => x!.avgPool2d(kernel, { ...options, countIncludePad });
    expectInWasm({ op: 'avgPool2d', shapes: [image], run });
  }
});

test('pooling in one dimension', () => {
  expectInWasm({ op: 'maxPool1d', shapes: [[2, 3, 9]], run: (x) => x!.maxPool1d(3, { padding: 1 }) });
  expectInWasm({ op: 'avgPool1d', shapes: [[2, 3, 9]], run: (x) => x!.avgPool1d(3, { padding: 1 }) });
});

describe('lstmCell', () => {
  test.each([
    [1, 1],
    [2, 1],
    [1, 5],
    [3, 4],
    [7, 6],
    [16, 64],
  ])('%d rows of %d', (n, h) => {
    const shapes = [
      [n, 4 * h],
      [n, h],
    ];
    const op = 'lstmCell';
    const tolerance = 5e-6;
    expectInWasm({ op, shapes, run: (gates, c) => gates!.lstmCell(c!), tolerance });
    // A memory that is half of a state, as from the step before, and one for all rows.
    const half = (gates?: Tensor, c?: Tensor) => gates!.lstmCell(cat([c!.mul(2), c!], 1).slice(1, h));
    expectInWasm({ op, shapes, run: half, tolerance });
    const shared = (gates?: Tensor, c?: Tensor) => gates!.lstmCell(c!.slice(0, 0, 1).expand(n, h));
    expectInWasm({ op, shapes, run: shared, tolerance });
  });
});

test.each([
  [1, 2, [1]],
  [5, 3, [4]],
  [65, 64, [8, 64]],
  [7, 1, [3, 2]],
  [4, 5, []],
] as const)('embedding of %d rows of %d in %j', (rows, width, shape) => {
  const indices = randint(0, rows, [...shape], { generator: new Generator(3) });
  const run = (weight?: Tensor) => indices.embedding(weight!);
  expectInWasm({ op: 'embedding', shapes: [[rows, width]], run });
});
