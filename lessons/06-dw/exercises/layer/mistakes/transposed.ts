export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return X[0].map((_, j) => dZ[0].map((__, o) => X.reduce((sum, x, i) => sum + x[j] * dZ[i][o], 0)));
}
