import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  BatchNorm1d,
  BatchNorm2d,
  Embedding,
  GELU,
  Generator,
  IndexOutOfRangeError,
  init,
  LayerNorm,
  LeakyReLU,
  Linear,
  randn,
  ReLU,
  ShapeError,
  Sigmoid,
  SiLU,
  Softmax,
  Tanh,
  tensor,
  zeros,
  type Layer,
  type Tensor,
} from '../../../engine/index.ts';
import { gradcheckModule } from './gradcheck-module.ts';

const generator = new Generator(11);
const float64 = { dtype: 'float64', generator } as const;
const draw = (...shape: number[]): Tensor => randn(shape, float64);
const run = (layer: Layer, x: Tensor): Tensor => layer.forward(x);

describe('gradients through layers', () => {
  const cases: [string, Layer, Tensor][] = [
    ['Linear', new Linear(3, 2, float64), draw(4, 3)],
    ['Linear on one vector', new Linear(3, 2, float64), draw(3)],
    ['Linear on many dimensions', new Linear(3, 2, float64), draw(2, 2, 2, 3)],
    ['Linear without bias', new Linear(3, 2, { ...float64, bias: false }), draw(2, 4, 3)],
    ['ReLU', new ReLU(), draw(4)],
    ['LeakyReLU', new LeakyReLU(0.2), draw(4)],
    ['GELU', new GELU(), draw(4)],
    ['GELU by tanh', new GELU({ approximate: 'tanh' }), draw(4)],
    ['SiLU', new SiLU(), draw(4)],
    ['Sigmoid', new Sigmoid(), draw(4)],
    ['Tanh', new Tanh(), draw(4)],
    ['Softmax', new Softmax(1), draw(2, 3)],
    ['LayerNorm', perturbed(new LayerNorm([2, 3], float64)), draw(2, 2, 3)],
    ['LayerNorm without bias', perturbed(new LayerNorm(3, { ...float64, bias: false })), draw(2, 3)],
    ['LayerNorm without parameters', new LayerNorm(3, { ...float64, elementwiseAffine: false }), draw(2, 3)],
    ['BatchNorm1d', perturbed(new BatchNorm1d(3, float64)), draw(4, 3)],
    ['BatchNorm1d in use', perturbed(new BatchNorm1d(3, float64)).eval(), draw(4, 3, 2)],
    ['BatchNorm2d', perturbed(new BatchNorm2d(2, float64)), draw(2, 2, 2, 3)],
    ['BatchNorm2d without parameters', new BatchNorm2d(2, { ...float64, affine: false }), draw(2, 2, 2, 3)],
  ];
  test.each(cases)('%s', (_name, layer, x) => {
    expect(gradcheckModule(layer, [x], run)).toBe(true);
  });

  test('Embedding', () => {
    const rows = tensor([[0, 3], [3, 1]]); // prettier-ignore
    expect(gradcheckModule(new Embedding(4, 2, float64), [], (layer) => layer.forward(rows))).toBe(true);
  });
});

describe('Linear', () => {
  test('is a weighted sum plus a bias', () => {
    const layer = new Linear(2, 3, float64);
    init.constant_(layer.bias!, 10);
    layer.weight.detach().copy_(tensor([[1, 2], [3, 4], [5, 6]])); // prettier-ignore
    expect(layer.forward(tensor([1, -1], { dtype: 'float64' })).toArray()).toEqual([9, 9, 9]);
    expect(layer.forward(tensor([[[1, 0]], [[0, 1]]], { dtype: 'float64' })).toArray()).toEqual([
      [[11, 13, 15]],
      [[12, 14, 16]],
    ]);
  });

  test('starts within ±1/√in, the same for the same seed', () => {
    const layer = new Linear(100, 50, { generator: new Generator(1) });
    expect([layer.weight.shape, layer.bias!.shape]).toEqual([[50, 100], [50]]);
    for (const parameter of layer.parameters()) {
      expect(parameter.dtype).toBe('float32');
      expect(parameter.abs().max().item()).toBeLessThanOrEqual(Math.fround(0.1));
      expect(parameter.abs().max().item()).toBeGreaterThan(0.09);
    }
    expect(new Linear(100, 50, { generator: new Generator(1) }).stateDict()).toEqual(layer.stateDict());
    expect(new Linear(2, 2, { generator, bias: false }).namedParameters().map(([name]) => name)).toEqual(['weight']);
  });

  test('says what does not fit', () => {
    expect(() => new Linear(2, 3, undefined as never)).toThrow('new Linear: got no generator');
    expect(() => new Linear(2, 2.5, { generator })).toThrow('Linear: got 2.5 for outFeatures');
    expect(() => new Linear(0, 2, { generator })).toThrow(ArgumentError);
    const layer = new Linear(2, 3, { generator });
    expect(() => layer.forward(zeros([2, 3]))).toThrow(ShapeError);
    expect(() => layer.forward(zeros([2, 3]))).toThrow('an input of shape [2, 3]; expected its last size to be 2');
    expect(() => layer.forward(tensor(2))).toThrow(ShapeError);
    expect(() => layer.forward([1, 2] as never)).toThrow('Linear: got a plain array');
  });
});

test('activations act as the methods of their names', () => {
  const x = draw(3, 4);
  const pairs: [Layer, Tensor][] = [
    [new ReLU(), x.relu()],
    [new LeakyReLU(), x.leakyRelu(0.01)],
    [new GELU(), x.gelu()],
    [new GELU({ approximate: 'tanh' }), x.gelu({ approximate: 'tanh' })],
    [new SiLU(), x.silu()],
    [new Sigmoid(), x.sigmoid()],
    [new Tanh(), x.tanh()],
    [new Softmax(0), x.softmax(0)],
  ];
  for (const [layer, expected] of pairs) {
    expect(layer.forward(x).toArray()).toEqual(expected.toArray());
    expect(layer.parameters()).toEqual([]);
  }
});

test('Embedding looks rows up, and starts normally distributed', () => {
  const layer = new Embedding(500, 20, { generator });
  expect(layer.forward(tensor([[2], [499]])).shape).toEqual([2, 1, 20]);
  expect(layer.forward(tensor(7)).toArray()).toEqual(layer.weight.at(7).toArray());
  expect(layer.weight.variance().item()).toBeCloseTo(1, 1);
  expect(() => layer.forward(tensor([500]))).toThrow(IndexOutOfRangeError);
  expect(() => new Embedding(3, 2, {} as never)).toThrow('new Embedding: got no generator');
});

test('LayerNorm standardises each example', () => {
  const layer = new LayerNorm(2, { dtype: 'float64', eps: 0 });
  expect(layer.namedParameters().map(([name]) => name)).toEqual(['weight', 'bias']);
  expect(layer.forward(tensor([[1, 3], [10, 0]], { dtype: 'float64' })).toArray()).toEqual([[-1, 1], [1, -1]]); // prettier-ignore
  init.constant_(layer.weight!, 2);
  init.constant_(layer.bias!, 5);
  expect(layer.forward(tensor([1, 3], { dtype: 'float64' })).toArray()).toEqual([3, 7]);
  expect(new LayerNorm(2, { elementwiseAffine: false }).parameters()).toEqual([]);
});

describe('batch normalisation', () => {
  const batch = tensor([[1], [3]], { dtype: 'float64' });
  const statistics = (layer: BatchNorm1d) => layer.buffers().map((buffer) => buffer.toArray());

  test('standardises by the batch in training, and moves its running statistics', () => {
    const layer = new BatchNorm1d(1, { dtype: 'float64', eps: 0 });
    expect(layer.forward(batch).toArray()).toEqual([[-1], [1]]);
    expect(layer.namedBuffers().map(([name]) => name)).toEqual(['runningMean', 'runningVar', 'numBatchesTracked']);
    // 0.9 · 0 + 0.1 · 2, and 0.9 · 1 + 0.1 · the unbiased variance 2.
    expect(statistics(layer)).toEqual([[expect.closeTo(0.2, 15)], [expect.closeTo(1.1, 15)], 1]);
  });

  test('uses the running statistics after eval, and leaves them alone', () => {
    const layer = new BatchNorm1d(1, { dtype: 'float64', eps: 0 }).eval();
    layer.runningMean!.fill_(1);
    layer.runningVar!.fill_(4);
    expect(layer.forward(batch).toArray()).toEqual([[0], [1]]);
    expect(statistics(layer)).toEqual([[1], [4], 0]);
  });

  test('averages all batches evenly without momentum', () => {
    const layer = new BatchNorm1d(1, { dtype: 'float64', momentum: null });
    for (const shift of [0, 3, 6]) layer.forward(batch.add(shift));
    expect(statistics(layer)).toEqual([[expect.closeTo(5, 14)], [expect.closeTo(2, 14)], 3]);
  });

  test('can do without running statistics, even in use', () => {
    const layer = new BatchNorm1d(1, { dtype: 'float64', eps: 0, trackRunningStats: false }).eval();
    expect(layer.buffers()).toEqual([]);
    expect(layer.forward(batch).toArray()).toEqual([[-1], [1]]);
  });

  test('saves its statistics with its parameters', () => {
    const layer = new BatchNorm2d(2);
    layer.forward(randn([3, 2, 2, 2], { generator }));
    const other = new BatchNorm2d(2);
    other.loadStateDict(layer.stateDict());
    expect(other.stateDict()).toEqual(layer.stateDict());
    expect(Object.keys(layer.stateDict())).toEqual([
      'weight',
      'bias',
      'runningMean',
      'runningVar',
      'numBatchesTracked',
    ]);
  });

  test('takes its own shapes only, and does not count a batch it refused', () => {
    const layer = new BatchNorm1d(3);
    expect(() => layer.forward(zeros([2, 4]))).toThrow('BatchNorm1d: got an input of shape [2, 4]');
    expect(() => layer.forward(zeros([2, 3, 2, 2]))).toThrow('expected [n, c] or [n, c, l] with c = 3');
    expect(() => layer.forward(zeros([1, 3]))).toThrow(ShapeError);
    expect(() => new BatchNorm2d(3).forward(zeros([2, 3]))).toThrow('expected [n, c, h, w] with c = 3');
    expect(layer.numBatchesTracked!.item()).toBe(0);
  });
});

/** Weights of 1 and biases of 0 would hide mistakes in the gradients to them. */
function perturbed<L extends Layer>(layer: L): L {
  for (const parameter of layer.parameters()) init.uniform_(parameter, 0.5, 1.5, { generator });
  return layer;
}
