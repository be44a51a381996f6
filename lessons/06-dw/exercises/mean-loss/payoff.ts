import { Generator, Tensor, randn, tensor, zeros } from 'risotto';
import { plot, progress } from 'risotto/output';
import { dwMeanLoss } from './solution.ts';

declare function setTimeout(run: () => void, milliseconds: number): unknown;
const frame = () => new Promise<void>((done) => setTimeout(done, 20));
// An answer may be made of arrays or typed arrays, or be a tensor: all of them pass.
const slopes = (dW: ArrayLike<number>[] | Tensor) =>
  tensor(dW instanceof Tensor ? dW.toArray() : dW.map((row) => Array.from(row)));

const recipe = tensor([
  [0.9, 0.3, 1.4],
  [0.2, 1.1, -0.5],
]);
const b = [0.5, 0.1];
const lr = 0.1; // the same for every batch, small or large
const steps = 80;

/** A batch of n pots and what their guests wish for: the recipe, give or take a whim. */
function cook(n: number) {
  const generator = new Generator(n);
  const X = randn([n, 3], { generator });
  const Y = X.matmul(recipe.T)
    .add(tensor(b))
    .add(randn([n, 2], { generator }).mul(0.1));
  return { n, X, Y, W: zeros([2, 3]) };
}

const batches = [cook(8), cook(32), cook(128)];
for (let step = 0; step <= steps; step += 1) {
  for (const batch of batches) {
    const { n, X, Y, W } = batch;
    const error = X.matmul(W.T).add(tensor(b)).sub(Y);
    plot(`${n} pots`, step, error.pow(2).sum().item() / (2 * n));
    const dW = dwMeanLoss(X.toArray() as number[][], W.toArray() as number[][], [...b], Y.toArray() as number[][]);
    batch.W = W.sub(slopes(dW).mul(lr));
  }
  progress(step, steps);
  await frame();
}

for (const { n, W } of batches) console.log(`${n} pots found`, W);
console.log('the recipe', recipe);
