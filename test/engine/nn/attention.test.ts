import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  Generator,
  init,
  MultiheadAttention,
  noGrad,
  randn,
  ShapeError,
  tensor,
  TransformerEncoderLayer,
  zeros,
  type Tensor,
} from '../../../engine/index.ts';
import { gradcheckModule } from './gradcheck-module.ts';

const generator = new Generator(41);
const float64 = { dtype: 'float64', generator } as const;
const draw = (...shape: number[]): Tensor => randn(shape, float64);
const [L, S, N, E, HEADS] = [3, 4, 2, 6, 2];

type Vector = number[];
const rows = (matrix: Tensor): Vector[] => matrix.toArray() as Vector[];

/** W x + b for each row, with rows `from` to `to` of W. */
function project(x: Vector[], weight: Vector[], bias: Vector, from: number, to: number): Vector[] {
  return x.map((row) =>
    weight.slice(from, to).map((w, i) => w.reduce((sum, value, j) => sum + value * row[j]!, bias[from + i]!)),
  );
}

/** The formula of the paper for one example, head by head. */
function documented(net: MultiheadAttention, query: Vector[], key: Vector[], value: Vector[], mask: Vector[]) {
  const [w, b, d] = [rows(net.inProjWeight), net.inProjBias!.toArray() as Vector, E / HEADS];
  const weights: Vector[][] = [];
  const joined: Vector[] = query.map(() => []);
  for (let head = 0; head < HEADS; head++) {
    const [q, k, v] = [query, key, value].map((x, part) =>
      project(x, w, b, part * E + head * d, part * E + (head + 1) * d),
    ) as [Vector[], Vector[], Vector[]];
    const shares = q.map((qi, i) => {
      const scores = k.map((kj, j) =>
        mask[i]![j] === 0 ? 0 : Math.exp(qi.reduce((sum, x, m) => sum + x * kj[m]!, 0) / Math.sqrt(d)),
      );
      const total = scores.reduce((sum, x) => sum + x);
      return scores.map((x) => x / total);
    });
    weights.push(shares);
    shares.forEach((share, i) => {
      for (let m = 0; m < d; m++) joined[i]!.push(share.reduce((sum, x, j) => sum + x * v[j]![m]!, 0));
    });
  }
  return { weights, output: project(joined, rows(net.outProj.weight), net.outProj.bias!.toArray() as Vector, 0, E) };
}

function make(options: Partial<ConstructorParameters<typeof MultiheadAttention>[2]> = {}): MultiheadAttention {
  const net = new MultiheadAttention(E, HEADS, { ...float64, ...options });
  // Biases start at 0, which would hide mistakes.
  for (const parameter of net.parameters()) init.uniform_(parameter, -1, 1, { generator });
  return net;
}

const everything = Array.from({ length: L }, () => [1, 1, 1, 1]);
const causal = [[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0]]; // prettier-ignore
const close = (nested: Vector[]) => nested.map((row) => row.map((value) => expect.closeTo(value, 12)));

describe('MultiheadAttention', () => {
  test.each([
    ['of everything', {}, [everything, everything]],
    ['of the past', { isCausal: true }, [causal, causal]],
    ['behind a mask', { attnMask: tensor(causal) }, [causal, causal]],
    ['behind a mask for each example', { attnMask: tensor([causal, everything]) }, [causal, everything]],
    ['behind a mask for each head', { attnMask: tensor([[causal, causal]]) }, [causal, causal]],
  ] as const)('follows the formula: %s', (_name, options, masks) => {
    const net = make();
    const [query, key, value] = [draw(L, N, E), draw(S, N, E), draw(S, N, E)];
    const ask = { ...options, needWeights: true };
    const [output, perHead] = net.forward(query, key, value, { ...ask, averageAttnWeights: false });
    const [, averaged] = net.forward(query, key, value, ask);
    expect([output.shape, perHead!.shape, averaged!.shape]).toEqual([
      [L, N, E],
      [N, HEADS, L, S],
      [N, L, S],
    ]);
    for (let n = 0; n < N; n++) {
      const [q, k, v] = [query, key, value].map((x) => rows(x.select(1, n))) as [Vector[], Vector[], Vector[]];
      const expected = documented(net, q, k, v, masks[n]!);
      expect(rows(output.select(1, n))).toEqual(close(expected.output));
      expect(perHead!.at(n).toArray()).toEqual(expected.weights.map(close));
      expect(averaged!.allclose(perHead!.mean(1))).toBe(true);
    }
    expect(net.forward(query, key, value, options)[1]).toBeNull();
  });

  test('has the right gradients to queries, keys, values and every weight', () => {
    const inputs = [draw(2, 2, E), draw(3, 2, E), draw(3, 2, E)];
    expect(gradcheckModule(make(), inputs, (net, q, k, v) => net.forward(q!, k!, v!, { isCausal: true })[0])).toBe(
      true,
    );
    const bare = make({ bias: false, batchFirst: true });
    expect(gradcheckModule(bare, [draw(2, 3, E)], (net, x) => net.forward(x!, x!, x!)[0])).toBe(true);
    const weights = (net: MultiheadAttention, x?: Tensor) => net.forward(x!, x!, x!, { needWeights: true })[1]!;
    expect(gradcheckModule(make(), [draw(3, E)], weights)).toBe(true);
  });

  test('takes batches first, or one sequence alone', () => {
    const [net, first] = [make(), make({ batchFirst: true })];
    first.loadStateDict(net.stateDict());
    const [query, key] = [draw(L, N, E), draw(S, N, E)];
    const [output] = net.forward(query, key, key);
    const [outputFirst] = first.forward(query.transpose(0, 1), key.transpose(0, 1), key.transpose(0, 1));
    expect(outputFirst.toArray()).toEqual(output.transpose(0, 1).toArray());
    const [one, weights] = net.forward(query.select(1, 1), key.select(1, 1), key.select(1, 1), { needWeights: true });
    expect(rows(one)).toEqual(close(rows(output.select(1, 1))));
    expect(weights!.shape).toEqual([L, S]);
  });

  test('drops weights in training only', () => {
    const net = make({ dropout: 0.5 });
    const x = draw(L, N, E);
    const read = () => net.forward(x, x, x)[0].toArray();
    expect(read()).not.toEqual(read());
    net.eval();
    expect(read()).toEqual(read());
  });

  test('starts as in PyTorch', () => {
    const net = new MultiheadAttention(50, 5, { generator });
    expect(net.namedParameters().map(([name, { shape }]) => [name, shape])).toEqual([
      ['inProjWeight', [150, 50]],
      ['inProjBias', [150]],
      ['outProj.weight', [50, 50]],
      ['outProj.bias', [50]],
    ]);
    const largest = (x: Tensor) => x.abs().max().item();
    expect(largest(net.inProjWeight)).toBeCloseTo(Math.sqrt(6 / 200), 3);
    expect(largest(net.outProj.weight)).toBeCloseTo(1 / Math.sqrt(50), 2);
    expect([largest(net.inProjBias!), largest(net.outProj.bias!)]).toEqual([0, 0]);
  });

  test('refuses what does not fit', () => {
    expect(() => new MultiheadAttention(6, 4, { generator })).toThrow('got embedDim 6 and numHeads 4');
    expect(() => new MultiheadAttention(6, 3, {} as never)).toThrow('new MultiheadAttention: got no generator');
    const net = make();
    expect(() => net.forward(zeros([2]), zeros([2]), zeros([2]))).toThrow('expected [T, n, E], or [T, E]');
    expect(() => net.forward(draw(2, 5), draw(2, E), draw(2, E))).toThrow(ShapeError);
    const x = draw(2, E);
    expect(() => net.forward(x, x, x, { attnMask: tensor([[1, 0], [1, 1]]), isCausal: true })).toThrow(ArgumentError); // prettier-ignore
  });
});

describe('TransformerEncoderLayer', () => {
  const options = { ...float64, dimFeedforward: 5, dropout: 0 };

  test('adds attention and a small network, normalising after or before', () => {
    const x = draw(L, N, E);
    for (const normFirst of [false, true]) {
      const net = new TransformerEncoderLayer(E, HEADS, { ...options, normFirst, activation: 'gelu' });
      // The norms start alike, which would hide mistakes.
      for (const parameter of net.parameters()) init.uniform_(parameter, -1, 1, { generator });
      const attend = (y: Tensor) => net.selfAttn.forward(y, y, y)[0];
      const feed = (y: Tensor) => net.linear2.forward(net.linear1.forward(y).gelu());
      const [norm1, norm2] = [net.norm1, net.norm2].map((norm) => (y: Tensor) => norm.forward(y)) as [
        (y: Tensor) => Tensor,
        (y: Tensor) => Tensor,
      ];
      const middle = normFirst ? x.add(attend(norm1(x))) : norm1(x.add(attend(x)));
      const expected = normFirst ? middle.add(feed(norm2(middle))) : norm2(middle.add(feed(middle)));
      expect(net.forward(x).toArray()).toEqual(expected.toArray());
    }
  });

  test.each([
    { normFirst: false, activation: 'gelu' },
    { normFirst: true, activation: 'gelu', bias: false },
  ] as const)('has the right gradients: %j', (rest) => {
    const net = new TransformerEncoderLayer(4, 2, { ...options, ...rest });
    expect(gradcheckModule(net, [draw(3, 2, 4)], (part, x) => part.forward(x!, { isCausal: true }))).toBe(true);
  });

  test.each([false, true])('cannot see later tokens behind a causal mask (normFirst: %s)', (normFirst) => {
    const net = new TransformerEncoderLayer(E, HEADS, { ...options, normFirst, batchFirst: true });
    const x = draw(N, 5, E);
    const changed = x.clone();
    noGrad(() => changed.slice(1, 3).mul_(-1));
    const [before, after] = [x, changed].map((input) => net.forward(input, { isCausal: true })) as [Tensor, Tensor];
    expect(after.slice(1, 0, 3).toArray()).toEqual(before.slice(1, 0, 3).toArray());
    expect(after.select(1, 3).toArray()).not.toEqual(before.select(1, 3).toArray());
    const mask = tensor([0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].map((j) => (j <= i ? 1 : 0))));
    expect(net.forward(x, { srcMask: mask }).toArray()).toEqual(before.toArray());
    expect(net.forward(changed).select(1, 0).toArray()).not.toEqual(net.forward(x).select(1, 0).toArray());
  });

  test('drops in training only', () => {
    const net = new TransformerEncoderLayer(E, HEADS, { ...float64, dimFeedforward: 5 });
    const x = draw(L, N, E);
    expect(net.forward(x).toArray()).not.toEqual(net.forward(x).toArray());
    net.eval();
    expect(net.forward(x).toArray()).toEqual(net.forward(x).toArray());
    expect([net.dropout.p, net.dropout1.p, net.dropout2.p, net.selfAttn.dropout]).toEqual([0.1, 0.1, 0.1, 0.1]);
  });

  test('has the parameters of PyTorch, by name', () => {
    const net = new TransformerEncoderLayer(4, 2, { generator });
    expect(net.linear1.weight.shape).toEqual([2048, 4]);
    expect(net.namedParameters().map(([name]) => name)).toEqual([
      'selfAttn.inProjWeight',
      'selfAttn.inProjBias',
      'selfAttn.outProj.weight',
      'selfAttn.outProj.bias',
      'linear1.weight',
      'linear1.bias',
      'linear2.weight',
      'linear2.bias',
      'norm1.weight',
      'norm1.bias',
      'norm2.weight',
      'norm2.bias',
    ]);
    expect(() => new TransformerEncoderLayer(4, 2, { generator, activation: 'tanh' as never })).toThrow(ArgumentError);
  });
});
