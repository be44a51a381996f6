import { describe, expect, test } from 'vitest';
import { Adam, crossEntropy, Generator, randint, randn, type Tensor } from '../../engine/index.ts';

/** The bits of a tensor's numbers: equal bits are a stronger claim than equal numbers. */
function bitsOf(x: Tensor): number[] {
  const { data } = x.contiguous().storage;
  return [...new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4)];
}

/** A network trained from one seed: draws, products, dropout, a loss with exponentials, and Adam. */
function train(seed: number): { losses: number[]; bits: number[] } {
  const generator = new Generator(seed);
  const x = randn([16, 12], { generator });
  const y = randint(0, 4, [16], { generator });
  const weights = [[12, 8], [8], [8, 4], [4]].map((shape) => randn(shape, { generator }).mul(0.3).requiresGrad_());
  const [w1, b1, w2, b2] = weights as [Tensor, Tensor, Tensor, Tensor];
  const optimizer = new Adam(weights, { lr: 0.01 });
  const losses: number[] = [];
  for (let step = 0; step < 30; step++) {
    optimizer.zeroGrad();
    const hidden = x.matmul(w1).add(b1).gelu().dropout(0.2, { training: true, generator });
    const loss = crossEntropy(hidden.matmul(w2).add(b2), y);
    loss.backward();
    optimizer.step();
    losses.push(loss.item());
  }
  return { losses, bits: weights.flatMap(bitsOf) };
}

describe('a run with a seed', () => {
  test('can be repeated bit for bit', () => {
    const [first, second] = [train(7), train(7)];
    expect(second.losses).toEqual(first.losses);
    expect(second.bits).toEqual(first.bits);
  });

  test('differs under another seed', () => {
    expect(train(8).bits).not.toEqual(train(7).bits);
  });

  test('does not feel what ran before it', () => {
    const alone = train(9);
    train(10);
    const generator = new Generator(0);
    randn([500, 50], { generator })
      .matmul(randn([50, 70], { generator }))
      .tanh()
      .sum();
    expect(train(9).bits).toEqual(alone.bits);
  });
});
