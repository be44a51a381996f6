import { tensor } from 'risotto';

/** Right by letting the engine do it: the loss as the task states it, then backward. */
export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const weights = tensor(W, { dtype: 'float64', requiresGrad: true });
  const Z = tensor(X, { dtype: 'float64' })
    .matmul(weights.T)
    .add(tensor(b, { dtype: 'float64' }));
  Z.sub(tensor(Y, { dtype: 'float64' }))
    .pow(2)
    .sum()
    .div(2 * X.length)
    .backward();
  return weights.grad!.toArray() as number[][];
}
