import { tensor } from 'risotto';

/** 32-bit numbers that come back in plain arrays, with nothing to show for it but their rounding. */
export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return tensor(dZ).T.matmul(tensor(X)).toArray() as number[][];
}
