import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  Generator,
  GRU,
  init,
  LSTM,
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
type Kind = 'RNN' | 'relu' | 'GRU' | 'LSTM';
type Net = RNN | GRU | LSTM;

const kinds: Kind[] = ['RNN', 'relu', 'GRU', 'LSTM'];
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function make(kind: Kind, options: Partial<ConstructorParameters<typeof RNN>[2]> = {}): Net {
  const all = { ...float64, ...options };
  if (kind === 'relu') return new RNN(IN, H, { ...all, nonlinearity: 'relu' });
  return new { RNN, GRU, LSTM }[kind](IN, H, all);
}

/** The state of an LSTM has two parts, that of the others one. */
function drawState(kind: Kind, ...shape: number[]): Tensor[] {
  return kind === 'LSTM' ? [draw(...shape), draw(...shape)] : [draw(...shape)];
}

function forward(net: Net, x: Tensor, initial: readonly Tensor[] | null = null): [output: Tensor, state: Tensor[]] {
  if (net instanceof LSTM) return net.forward(x, initial as [Tensor, Tensor] | null);
  const [output, h] = net.forward(x, initial?.[0] ?? null);
  return [output, [h]];
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
  if (kind === 'LSTM') {
    const c = state[1]!.map((old, i) => sigmoid(sum(1, i)) * old + sigmoid(sum(0, i)) * Math.tanh(sum(2, i)));
    return [c.map((value, i) => sigmoid(sum(3, i)) * Math.tanh(value)), c];
  }
  return [
    state[0]!.map((h, i) => {
      const [r, z] = [sigmoid(sum(0, i)), sigmoid(sum(1, i))];
      const n = Math.tanh(fromInput[2 * H + i]! + r * fromState[2 * H + i]!);
      return (1 - z) * n + z * h;
    }),
  ];
}

/** What one example gives at each step, and the last state of each layer, part by part. */
function documented(kind: Kind, net: Net, sequence: Vector[], initial: Vector[][]) {
  const final: Vector[][] = initial.map(() => []);
  let output = sequence;
  for (let layer = 0; layer < net.numLayers; layer++) {
    let state = initial.map((part) => part[layer]!);
    output = output.map((x) => {
      state = documentedStep(kind, net, layer, x, state);
      return state[0]!;
    });
    state.forEach((part, i) => final[i]!.push(part));
  }
  return { output, final };
}

describe.each(kinds)('%s', (kind) => {
  test.each([
    { numLayers: 1, bias: true, given: false },
    { numLayers: 1, bias: false, given: true },
    { numLayers: 3, bias: true, given: true },
  ])('follows the documented rule: %j', ({ numLayers, bias, given }) => {
    const net = make(kind, { numLayers, bias });
    const x = draw(T, N, IN);
    const initial = drawState(kind, numLayers, N, H).map((part) => (given ? part : part.mul(0)));
    const [output, state] = forward(net, x, given ? initial : null);
    expect([output, ...state].map(({ shape }) => shape)).toEqual([[T, N, H], ...initial.map(({ shape }) => shape)]);
    for (let n = 0; n < N; n++) {
      const expected = documented(
        kind,
        net,
        rows(x.select(1, n)),
        initial.map((part) => rows(part.select(1, n))),
      );
      expectClose(rows(output.select(1, n)), expected.output);
      state.forEach((part, i) => expectClose(rows(part.select(1, n)), expected.final[i]!));
    }
  });

  test('has the right gradients to input, state and every weight', () => {
    const net = make(kind, { numLayers: 2 });
    // Positive, so that no relu sits at its kink.
    if (kind === 'relu') net.parameters().forEach((p) => init.uniform_(p, 0.1, 0.3, float64));
    const inputs = [draw(3, 2, IN), ...drawState(kind, 2, 2, H)].map((x) => (kind === 'relu' ? x.abs() : x));
    const everything = (part: Net, ...given: Tensor[]): Tensor => {
      const [output, state] = forward(part, given[0]!, given.slice(1));
      return state.reduce((sum, h, i) => sum.add(h.sum(0).mul(0.3 + i)), output.sum(0));
    };
    expect(gradcheckModule(net, inputs, everything)).toBe(true);
    const bare = make(kind, { bias: false, batchFirst: true });
    expect(gradcheckModule(bare, [draw(2, 3, IN)], (part, x) => forward(part, x!)[0])).toBe(true);
  });

  test('takes batches first, or one sequence alone', () => {
    const net = make(kind, { numLayers: 2 });
    const first = make(kind, { numLayers: 2, batchFirst: true });
    first.loadStateDict(net.stateDict());
    const [x, initial] = [draw(T, N, IN), drawState(kind, 2, N, H)];
    const [output, state] = forward(net, x, initial);
    const [outputFirst, stateFirst] = forward(first, x.transpose(0, 1), initial);
    expect(outputFirst.toArray()).toEqual(output.transpose(0, 1).toArray());
    expect(stateFirst.map((part) => part.toArray())).toEqual(state.map((part) => part.toArray()));
    for (const either of [net, first]) {
      const [alone, stateAlone] = forward(
        either,
        x.select(1, 0),
        initial.map((part) => part.select(1, 0)),
      );
      expectClose(rows(alone), rows(output.select(1, 0)));
      stateAlone.forEach((part, i) => expectClose(rows(part), rows(state[i]!.select(1, 0))));
    }
  });

  test('can go on where it stopped', () => {
    const net = make(kind, { numLayers: 2 });
    const x = draw(T, N, IN);
    const [, half] = forward(net, x.slice(0, 0, 2));
    const [rest, end] = forward(net, x.slice(0, 2), half);
    const [output, state] = forward(net, x);
    expect(rest.allclose(output.slice(0, 2), { rtol: 1e-12 })).toBe(true);
    end.forEach((part, i) => expect(part.allclose(state[i]!, { rtol: 1e-12 })).toBe(true));
  });

  test('drops between layers in training only', () => {
    const net = make(kind, { numLayers: 2, dropout: 0.5, generator: new Generator(2) });
    const x = draw(T, N, IN);
    const read = (part: Net) => forward(part, x)[0].toArray();
    expect(read(net)).not.toEqual(read(net));
    net.eval();
    const plain = make(kind, { numLayers: 2 });
    plain.loadStateDict(net.stateDict());
    expect(read(net)).toEqual(read(plain));
    const single = make(kind, { dropout: 0.5 });
    expect(read(single)).toEqual(read(single.eval()));
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
  const lstm = new LSTM(2, 3, { generator });
  expect(() => lstm.forward(zeros([4, 1, 2]), zeros([1, 1, 3]) as never)).toThrow('expected [h, c]');
  expect(() => lstm.forward(zeros([4, 1, 2]), [zeros([1, 1, 3]), zeros([1, 1, 2])])).toThrow(ShapeError);
  expect(() => new LSTM(2, 3, { generator, batchFirst: true }).forward(zeros([2]))).toThrow('expected [n, T, in]');
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
