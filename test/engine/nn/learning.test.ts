import { expect, test } from 'vitest';
import {
  crossEntropy,
  Embedding,
  Generator,
  Linear,
  LSTM,
  Module,
  noGrad,
  randint,
  randn,
  Sequential,
  SGD,
  Tanh,
  tensor,
  TransformerEncoderLayer,
  type Tensor,
} from '../../../engine/index.ts';

function accuracy(scores: Tensor, classes: Tensor): number {
  return scores.argmax(-1).eq(classes).mean().item();
}

test('a small network tells two moons apart', () => {
  const generator = new Generator(7);
  const angles = Array.from({ length: 50 }, (_, i) => (Math.PI * i) / 49);
  const upper = angles.map((angle) => [Math.cos(angle), Math.sin(angle)]);
  const lower = upper.map(([x, y]) => [1 - x!, 0.5 - y!]);
  const points = tensor([...upper, ...lower]).add(randn([100, 2], { generator }).mul(0.1));
  const classes = tensor([...Array<number>(50).fill(0), ...Array<number>(50).fill(1)]);
  const net = new Sequential(new Linear(2, 16, { generator }), new Tanh(), new Linear(16, 2, { generator }));
  const optimizer = new SGD(net.parameters(), { lr: 0.5, momentum: 0.9 });
  expect(accuracy(net.forward(points), classes)).toBeLessThan(0.95);
  for (let step = 0; step < 150; step++) {
    net.zeroGrad();
    crossEntropy(net.forward(points), classes).backward();
    optimizer.step();
  }
  expect(accuracy(net.forward(points), classes)).toBe(1);
});

test('an LSTM recalls the first token of a sequence', () => {
  const generator = new Generator(8);
  class Recall extends Module {
    embedding = new Embedding(4, 8, { generator });
    lstm = new LSTM(8, 16, { generator });
    head = new Linear(16, 4, { generator });

    forward(tokens: Tensor): Tensor {
      const [, [h]] = this.lstm.forward(this.embedding.forward(tokens));
      return this.head.forward(h.at(0));
    }
  }
  const net = new Recall();
  const optimizer = new SGD(net.parameters(), { lr: 2 });
  const draw = () => randint(0, 4, [5, 64], { generator });
  for (let step = 0; step < 300; step++) {
    const tokens = draw();
    net.zeroGrad();
    crossEntropy(net.forward(tokens), tokens.at(0)).backward();
    optimizer.step();
  }
  const unseen = draw();
  expect(accuracy(net.forward(unseen), unseen.at(0))).toBe(1);
});

test('a causal transformer layer repeats the token before, and cannot cheat', () => {
  const generator = new Generator(9);
  class Echo extends Module {
    tokens = new Embedding(4, 16, { generator });
    positions = new Embedding(6, 16, { generator });
    layer = new TransformerEncoderLayer(16, 2, {
      generator,
      dimFeedforward: 32,
      dropout: 0,
      batchFirst: true,
      normFirst: true,
    });
    head = new Linear(16, 4, { generator });

    forward(tokens: Tensor): Tensor {
      const x = this.tokens.forward(tokens).add(this.positions.forward(tensor([0, 1, 2, 3, 4, 5])));
      return this.head.forward(this.layer.forward(x, { isCausal: true }));
    }
  }
  const net = new Echo();
  const optimizer = new SGD(net.parameters(), { lr: 0.1, momentum: 0.9 });
  const scoresAndTruth = (tokens: Tensor): [Tensor, Tensor] => [
    net.forward(tokens).slice(1, 1).reshape(-1, 4),
    tokens.slice(1, 0, 5).reshape(-1),
  ];
  for (let step = 0; step < 200; step++) {
    net.zeroGrad();
    crossEntropy(...scoresAndTruth(randint(0, 4, [32, 6], { generator }))).backward();
    optimizer.step();
  }
  const unseen = randint(0, 4, [32, 6], { generator });
  expect(accuracy(...scoresAndTruth(unseen))).toBe(1);

  const changed = unseen.clone();
  noGrad(() => changed.select(1, 4).fill_(0));
  const [before, after] = [net.forward(unseen), net.forward(changed)];
  expect(after.slice(1, 0, 4).toArray()).toEqual(before.slice(1, 0, 4).toArray());
  expect(after.slice(1, 4).toArray()).not.toEqual(before.slice(1, 4).toArray());
});
