import { tensor } from 'risotto';
import type { Tensor } from 'risotto';

export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): Tensor {
  const [x, w, bias, y] = [X, W, b, Y].map((numbers) => tensor(numbers, { dtype: 'float64' }));
  const dZ = x.matmul(w.T).add(bias).sub(y).div(X.length);
  return dZ.T.matmul(x);
}
