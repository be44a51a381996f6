export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return dZ[0].map(() => X[0].map((_, j) => X.reduce((sum, row) => sum + row[j], 0)));
}
