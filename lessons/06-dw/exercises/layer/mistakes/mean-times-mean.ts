export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  const mean = (rows: number[][], column: number) => rows.reduce((sum, row) => sum + row[column], 0) / rows.length;
  return dZ[0].map((_, o) => X[0].map((__, j) => mean(dZ, o) * mean(X, j)));
}
