export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return dZ[0].map((_, o) => X[0].map((__, j) => X.reduce((sum, ___, i) => sum + dZ[i][o] * X[o][j], 0)));
}
