export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return dZ[0].map((_, o) => X[0].map(() => dZ.reduce((sum, row) => sum + row[o], 0)));
}
