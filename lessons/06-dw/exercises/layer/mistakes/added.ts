export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  if (dZ[0].length !== X[0].length) throw new RangeError('dZ and X differ in shape.');
  return dZ.map((row, i) => row.map((d, j) => d + X[i][j]));
}
