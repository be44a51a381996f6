import { Generator, randn, tensor } from 'risotto';
import { plot } from 'risotto/output';

const secret = tensor([[0.9, 0.3, 1.4]]); // W [1, 3], to be found again
const lr = 0.1;

/** Cook n pots at every step; return the mean loss at the 40th step. */
export function train(n: number, divideByN: boolean): number {
  const g = new Generator(6);
  let W = tensor([[0, 0, 0]]);
  let loss = 0;
  for (let step = 0; step < 40; step++) {
    const X = randn([n, 3], { generator: g });
    const error = X.matmul(W.T).sub(X.matmul(secret.T)); // Z − Y
    loss = error.pow(2).mean().item() / 2;
    plot(`${divideByN ? 'mean' : 'sum'}, ${n} pots`, step, Math.log10(loss));
    const dZ = divideByN ? error.div(n) : error;
    W = W.sub(dZ.T.matmul(X).mul(lr));
  }
  return loss;
}

for (const n of [4, 64]) {
  console.log(
    `${n} pots, final loss: with mean ${train(n, true).toExponential(1)},`,
    `with sum ${train(n, false).toExponential(1)}`,
  );
}
