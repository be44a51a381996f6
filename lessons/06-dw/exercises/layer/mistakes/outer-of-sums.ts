export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  const errors = dZ[0].map((_, o) => dZ.reduce((sum, row) => sum + row[o], 0));
  const inputs = X[0].map((_, j) => X.reduce((sum, row) => sum + row[j], 0));
  return errors.map((d) => inputs.map((xj) => d * xj));
}
