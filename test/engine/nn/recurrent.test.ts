import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  Generator,
  GRU,
  init,
  randn,
  RNN,
  ShapeError,
  zeros,
  type Tensor,
} from '../../../engine/index.ts';
import { gradcheckModule } from './gradcheck-module.ts';

const generator = new Generator(21);
const float64 = { dtype: 'float64', generator } as const;
const draw = (...shape: number[]): Tensor => randn(shape, float64);
const [T, N, IN, H] = [4, 3, 2, 5];

type Vector = number[];
type Kind = 'RNN' | 'relu' | 'GRU';
type Net = RNN | GRU;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function make(kind: Kind, options: Partial<ConstructorParameters<typeof RNN>[2]> = {}): Net {
  if (kind === 'relu') return new RNN(IN, H, { ...float64, nonlinearity: 'relu', ...options });
  return kind === 'RNN' ? new RNN(IN, H, { ...float64, ...options }) : new GRU(IN, H, { ...float64, ...options });
}

/** W x + b, written out; without a bias, W x. */
function product(weight: Tensor, x: Vector, bias: Tensor | null | undefined): Vector {
  const b = bias?.toArray() as Vector | undefined;
  return (weight.toArray() as Vector[]).map((row, i) => row.reduce((sum, w, j) => sum + w * x[j]!, b?.[i] ?? 0));
}

/** One step of one layer for one example, as the PyTorch documentation writes it. */
function documentedStep(kind: Kind, net: Net, layer: number, x: Vector, state: Vector[]): Vector[] {
  const fromInput = product(net[`weightIhL${layer}`]!, x, net[`biasIhL${layer}`]);
  const fromState = product(net[`weightHhL${layer}`]!, state[0]!, net[`biasHhL${layer}`]);
  const sum = (gate: number, i: number): number => fromInput[gate * H + i]! + fromState[gate * H + i]!;
  if (kind === 'RNN') return [state[0]!.map((_, i) => Math.tanh(sum(0, i)))];
  if (kind === 'relu') return [state[0]!.map((_, i) => Math.max(0, sum(0, i)))];
  return [
    state[0]!.map((h, i) => {
      const [r, z] = [sigmoid(sum(0, i)), sigmoid(sum(1, i))];
      const n = Math.tanh(fromInput[2 * H + i]! + r * fromState[2 * H + i]!);
      return (1 - z) * n + z * h;
    }),
  ];
}

/** What one example gives at each step, and the last state of each layer. */
function documented(kind: Kind, net: Net, sequence: Vector[], initial: Vector[]) {
  const final: Vector[] = [];
  let output = sequence;
  for (let layer = 0; layer < net.numLayers; layer++) {
    let state = [initial[layer]!];
    output = output.map((x) => {
      state = documentedStep(kind, net, layer, x, state);
      return state[0]!;
    });
    final.push(state[0]!);
  }
  return { output, final };
}

describe.each<Kind>(['RNN', 'relu', 'GRU'])('%s', (kind) => {
  test.each([
    { numLayers: 1, bias: true, given: false },
    { numLayers: 1, bias: false, given: true },
    { numLayers: 3, bias: true, given: true },
  ])('follows the documented rule: %j', ({ numLayers, bias, given }) => {
    const net = make(kind, { numLayers, bias });
    const [x, h0] = [draw(T, N, IN), given ? draw(numLayers, N, H) : zeros([numLayers, N, H], float64)];
    const [output, h] = given ? net.forward(x, h0) : net.forward(x);
    expect([output.shape, h.shape]).toEqual([
      [T, N, H],
      [numLayers, N, H],
    ]);
    for (let n = 0; n < N; n++) {
      const expected = documented(kind, net, rows(x.select(1, n)), rows(h0.select(1, n)));
      expectClose(rows(output.select(1, n)), expected.output);
      expectClose(rows(h.select(1, n)), expected.final);
    }
  });

  test('has the right gradients to input, state and every weight', () => {
    const net = make(kind, { numLayers: 2 });
    // Positive, so that no relu sits at its kink.
    if (kind === 'relu') net.parameters().forEach((p) => init.uniform_(p, 0.1, 0.3, float64));
    const x = kind === 'relu' ? draw(3, 2, IN).abs() : draw(3, 2, IN);
    const h0 = kind === 'relu' ? draw(2, 2, H).abs() : draw(2, 2, H);
    const both = (part: Net, ...inputs: Tensor[]): Tensor => {
      const [output, h] = part.forward(inputs[0]!, inputs[1]!);
      return output.sum(0).add(h.sum(0).mul(0.3));
    };
    expect(gradcheckModule(net, [x, h0], both)).toBe(true);
    expect(gradcheckModule(make(kind, { bias: false }), [x], (part, input) => part.forward(input!)[0])).toBe(true);
  });

  test('takes batches first, or one sequence alone', () => {
    const net = make(kind, { numLayers: 2 });
    const first = make(kind, { numLayers: 2, batchFirst: true });
    first.loadStateDict(net.stateDict());
    const [x, h0] = [draw(T, N, IN), draw(2, N, H)];
    const [output, h] = net.forward(x, h0);
    const [outputFirst, hFirst] = first.forward(x.transpose(0, 1), h0);
    expect(outputFirst.toArray()).toEqual(output.transpose(0, 1).toArray());
    expect(hFirst.toArray()).toEqual(h.toArray());
    for (const either of [net, first]) {
      const [alone, hAlone] = either.forward(x.select(1, 0), h0.select(1, 0));
      expect([alone.shape, hAlone.shape]).toEqual([
        [T, H],
        [2, H],
      ]);
      expectClose(rows(alone), rows(output.select(1, 0)));
      expectClose(rows(hAlone), rows(h.select(1, 0)));
    }
  });

  test('can go on where it stopped', () => {
    const net = make(kind, { numLayers: 2 });
    const x = draw(T, N, IN);
    const [, half] = net.forward(x.slice(0, 0, 2));
    const [rest, end] = net.forward(x.slice(0, 2), half);
    const [output, h] = net.forward(x);
    expect(rest.allclose(output.slice(0, 2), { rtol: 1e-12 })).toBe(true);
    expect(end.allclose(h, { rtol: 1e-12 })).toBe(true);
  });

  test('drops between layers in training only', () => {
    const net = make(kind, { numLayers: 2, dropout: 0.5, generator: new Generator(2) });
    const x = draw(T, N, IN);
    const [a] = net.forward(x);
    const [b] = net.forward(x);
    expect(a.toArray()).not.toEqual(b.toArray());
    net.eval();
    expect(net.forward(x)[0].toArray()).toEqual(net.forward(x)[0].toArray());
    const plain = make(kind, { numLayers: 2 });
    plain.loadStateDict(net.stateDict());
    expect(net.forward(x)[0].toArray()).toEqual(plain.forward(x)[0].toArray());
  });
});

test('parameters have the names, shapes and sizes of PyTorch', () => {
  const net = new GRU(3, 100, { generator, numLayers: 2 });
  expect(net.namedParameters().map(([name, { shape }]) => [name, shape])).toEqual([
    ['weightIhL0', [300, 3]],
    ['weightHhL0', [300, 100]],
    ['biasIhL0', [300]],
    ['biasHhL0', [300]],
    ['weightIhL1', [300, 100]],
    ['weightHhL1', [300, 100]],
    ['biasIhL1', [300]],
    ['biasHhL1', [300]],
  ]);
  for (const parameter of net.parameters()) {
    expect(parameter.abs().max().item()).toBeLessThanOrEqual(Math.fround(0.1));
    expect(parameter.abs().max().item()).toBeGreaterThan(0.09);
  }
  expect(new RNN(3, 4, { generator, bias: false }).namedParameters().map(([name]) => name)).toEqual([
    'weightIhL0',
    'weightHhL0',
  ]);
});

test('what does not fit is refused by name', () => {
  const net = new RNN(2, 3, { generator });
  expect(() => net.forward(zeros([4, 1, 5]))).toThrow('RNN: got an input of shape [4, 1, 5]; expected its last size');
  expect(() => net.forward(zeros([2]))).toThrow('expected [T, n, in], or [T, in] for one sequence');
  expect(() => net.forward(zeros([0, 1, 2]))).toThrow('a sequence of at least one step');
  expect(() => net.forward(zeros([4, 1, 2]), zeros([1, 2, 3]))).toThrow(ShapeError);
  expect(() => net.forward(zeros([4, 2]), zeros([1, 1, 3]))).toThrow(
    'an initial state of shape [1, 1, 3]; expected [1, 3]: layers, hidden size',
  );
  expect(() => new GRU(2, 3, undefined as never)).toThrow('new GRU: got no generator');
  expect(() => new GRU(2, 3, { generator, numLayers: 0 })).toThrow('GRU: got 0 for numLayers');
  expect(() => new GRU(2, 3, { generator, dropout: 2 })).toThrow(ArgumentError);
  expect(() => new RNN(2, 3, { generator, nonlinearity: 'gelu' as never })).toThrow("expected 'tanh' or 'relu'");
});

function rows(matrix: Tensor): Vector[] {
  return matrix.toArray() as Vector[];
}

function expectClose(got: Vector[], expected: Vector[]): void {
  expect(got).toEqual(expected.map((row) => row.map((value) => expect.closeTo(value, 12))));
}
