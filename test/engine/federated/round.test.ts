import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  clientUpdate,
  clipUpdate,
  DataLoader,
  federatedRound,
  Generator,
  maskUpdate,
  mseLoss,
  pairwiseSeeds,
  randn,
  SGD,
  ShapeError,
  sumMasked,
  tensor,
  TensorDataset,
  zeros,
  type Tensor,
} from '../../../engine/index.ts';

type Client = { dataset: TensorDataset<[Tensor, Tensor]>; train: typeof train };

/** One pass of gradient descent on a line y = w x + b. */
function train([w, b]: readonly Tensor[], dataset: TensorDataset<[Tensor, Tensor]>): void {
  const optimizer = new SGD([w!, b!], { lr: 0.1 });
  for (const [x, y] of new DataLoader(dataset, { batchSize: 8 })) {
    optimizer.zeroGrad();
    mseLoss(x.matmul(w!).add(b!), y).backward();
    optimizer.step();
  }
}

function clientsOf(sizes: readonly number[]): Client[] {
  const generator = new Generator(5);
  return sizes.map((size) => {
    const x = randn([size, 1], { generator });
    return { dataset: new TensorDataset(x, x.mul(2).add(1)), train };
  });
}
const start = () => [zeros([1, 1], { requiresGrad: true }), zeros([1], { requiresGrad: true })];

describe('a round', () => {
  test('adds the weighted average of the updates to the parameters', () => {
    const clients = clientsOf([8, 24]);
    const parameters = start();
    const [first, second] = clients.map((client) => clientUpdate(parameters, client));
    expect(parameters.map((param) => [param.sum().item(), param.grad])).toEqual([
      [0, null],
      [0, null],
    ]);
    const { participants, update } = federatedRound(parameters, clients);
    expect(participants).toEqual([0, 1]);
    parameters.forEach((param, i) => {
      const expected = (8 * first![i]!.sum().item() + 24 * second![i]!.sum().item()) / 32;
      expect(update[i]!.sum().item()).toBeCloseTo(expected, 6);
      expect(param.sum().item()).toBeCloseTo(expected, 6);
      expect(param.requiresGrad && param.isLeaf).toBe(true);
    });
  });

  test('after round teaches the line that no client sees whole', () => {
    const parameters = start();
    const clients = clientsOf([16, 40, 8]);
    for (let round = 0; round < 60; round++) federatedRound(parameters, clients);
    expect(parameters.map((param) => param.sum().item())).toEqual([expect.closeTo(2, 2), expect.closeTo(1, 2)]);
  });

  test('may take a share of the clients, drawn anew by the generator', () => {
    const clients = clientsOf(Array.from({ length: 10 }, () => 4));
    const drawn = (seed: number) => {
      const generator = new Generator(seed);
      return [1, 2, 3].map(() => federatedRound(start(), clients, { fraction: 0.3, generator }).participants);
    };
    expect(drawn(1)).toEqual(drawn(1));
    expect(new Set(drawn(1).map(String)).size).toBeGreaterThan(1);
    for (const participants of drawn(2)) {
      expect([participants.length, new Set(participants).size]).toEqual([3, 3]);
    }
    expect(federatedRound(start(), clients, { fraction: 0.01, generator: new Generator(1) }).participants).toHaveLength(
      1,
    );
  });

  test('lets clients prepare what they send, and the server put it together', () => {
    const clients = clientsOf([8, 8, 8]);
    const seen: [number, number][] = [];
    const { update } = federatedRound(start(), clients, {
      prepare: (each, client) => {
        const clipped = clipUpdate(each, 0.01);
        seen.push([client, Math.hypot(...clipped.map((part) => part.sum().item()))]);
        return clipped;
      },
      aggregate: (updates, counts) => {
        expect([updates.length, counts]).toEqual([3, [8, 8, 8]]);
        return updates[1]!;
      },
    });
    expect(seen).toEqual([0, 1, 2].map((client) => [client, expect.closeTo(0.01, 6)]));
    expect(Math.hypot(...update.map((part) => part.sum().item()))).toBeCloseTo(0.01, 6);
  });

  test('comes to the same if the server sees only masked updates', () => {
    const clients = clientsOf([8, 8, 8]);
    const [open, hidden] = [start(), start()];
    const seeds = pairwiseSeeds(3, new Generator(2));
    federatedRound(open, clients);
    federatedRound(hidden, clients, {
      aggregate: (updates) =>
        sumMasked(
          updates.map((update, k) => maskUpdate(update, k, seeds)),
          hidden,
        ).map((sum) => sum.div(3)),
    });
    open.forEach((param, i) => expect(hidden[i]!.sub(param).abs().max().item()).toBeLessThan(2 ** -17 + 1e-7));
    expect(hidden[0]!.sub(open[0]!).abs().max().item()).toBeGreaterThan(0);
  });

  test('refuses what it cannot do', () => {
    const clients = clientsOf([8, 8]);
    expect(() => federatedRound(start(), [])).toThrow('got no clients');
    expect(() => federatedRound(start(), clients, { fraction: 0 })).toThrow(ArgumentError);
    expect(() => federatedRound(start(), clients, { fraction: 0.5 })).toThrow('without a generator');
    expect(() => federatedRound(start(), clients, { aggregate: () => [tensor([1])] })).toThrow(ShapeError);
  });
});
