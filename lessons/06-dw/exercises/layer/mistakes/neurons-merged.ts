export function dwLayer(X: number[][], dZ: number[][]): number[] {
  return X[0].map((_, j) => X.reduce((sum, x, i) => sum + x[j] * dZ[i].reduce((all, d) => all + d, 0), 0));
}
