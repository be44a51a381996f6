import { tensor } from 'risotto';
import type { Tensor } from 'risotto';

export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): Tensor {
  const x = tensor(X);
  const dZ = x.matmul(tensor(W).T).add(tensor(b)).sub(tensor(Y));
  return dZ.T.matmul(x).div(X.length);
}
