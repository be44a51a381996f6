import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  Adam,
  clipGradNorm_,
  crossEntropy,
  DataLoader,
  digitsFromBytes,
  Generator,
  OneCycleLR,
  randn,
  randomSplit,
  TensorDataset,
  zeros,
  type Tensor,
} from '../../../engine/index.ts';
import { root } from '../../../scripts/sources.ts';

test('a small network learns to read handwritten digits it has not seen', () => {
  const generator = new Generator(1);
  const { images, labels } = digitsFromBytes(readFileSync(join(root, 'public/data/digits-test.bin')));
  const [train, held] = randomSplit(new TensorDataset(images, labels), [0.8, 0.2], { generator });
  const [w1, w2] = [randn([784, 32], { generator }).div(28), randn([32, 10], { generator }).div(6)];
  const [b1, b2] = [zeros([32]), zeros([10])];
  const params = [w1, b1, w2, b2].map((param) => param.requiresGrad_());
  const predict = (x: Tensor): Tensor => x.reshape(-1, 784).matmul(w1).add(b1).relu().matmul(w2).add(b2);

  const loader = new DataLoader(train!, { batchSize: 50, shuffle: true, generator });
  const optimizer = new Adam(params);
  const scheduler = new OneCycleLR(optimizer, 0.01, { epochs: 4, stepsPerEpoch: loader.length });
  for (let epoch = 0; epoch < 4; epoch++) {
    for (const [x, y] of loader) {
      optimizer.zeroGrad();
      crossEntropy(predict(x), y).backward();
      clipGradNorm_(params, 5);
      optimizer.step();
      scheduler.step();
    }
  }
  for (const [x, y] of new DataLoader(held!, { batchSize: held!.length })) {
    expect(predict(x).argmax(1).eq(y).mean().item()).toBeGreaterThan(0.85);
  }
});
