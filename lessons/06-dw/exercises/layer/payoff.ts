import { Generator, Tensor, randn, tensor, zeros } from 'risotto';
import { plot, progress } from 'risotto/output';
import { dwLayer } from './solution.ts';

declare function setTimeout(run: () => void, milliseconds: number): unknown;
const frame = () => new Promise<void>((done) => setTimeout(done, 20));
// An answer may be made of arrays or typed arrays, or be a tensor: all of them pass.
const slopes = (dW: ArrayLike<number>[] | Tensor) =>
  tensor(dW instanceof Tensor ? dW.toArray() : dW.map((row) => Array.from(row)));

// Creaminess and sweetness from rice, pumpkin and Parmesan: the secret recipe, W [2, 3].
const secret = tensor([
  [0.9, 0.3, 1.4],
  [0.2, 1.1, -0.5],
]);
const pots = 16;
const lr = 0.05;
const steps = 100;

const generator = new Generator(6);
let W = zeros([2, 3]);
for (let step = 0; step <= steps; step += 1) {
  const X = randn([pots, 3], { generator });
  const error = X.matmul(W.T).sub(X.matmul(secret.T));
  plot('loss', step, error.pow(2).sum().item() / (2 * pots));
  progress(step, steps);
  const dZ = error.div(pots);
  W = W.sub(slopes(dwLayer(X.toArray() as number[][], dZ.toArray() as number[][])).mul(lr));
  await frame();
}

console.log('found', W);
console.log('secret', secret);
