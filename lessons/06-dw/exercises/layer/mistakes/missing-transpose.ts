export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  if (dZ[0].length !== X.length) throw new RangeError('The inner lengths of dZ · X differ.');
  return dZ.map((row) => X[0].map((_, j) => row.reduce((sum, d, k) => sum + d * X[k][j], 0)));
}
