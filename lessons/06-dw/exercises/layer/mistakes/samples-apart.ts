export function dwLayer(X: number[][], dZ: number[][]): number[][][] {
  return X.map((x, i) => dZ[i].map((d) => x.map((xj) => d * xj)));
}
