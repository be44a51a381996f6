import { tensor } from 'risotto';

export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  const product = tensor(dZ, { dtype: 'float64' }).T.matmul(tensor(X, { dtype: 'float64' }));
  return product.toArray() as number[][];
}
