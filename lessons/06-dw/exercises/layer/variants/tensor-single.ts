import { tensor } from 'risotto';
import type { Tensor } from 'risotto';

export function dwLayer(X: number[][], dZ: number[][]): Tensor {
  return tensor(dZ).T.matmul(tensor(X));
}
