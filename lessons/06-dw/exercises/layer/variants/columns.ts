export function dwLayer(X: number[][], dZ: number[][]): Float64Array[] {
  const column = (M: number[][], j: number): number[] => M.map((row) => row[j]);
  return dZ[0].map((_, o) => {
    const d = column(dZ, o);
    return Float64Array.from(X[0], (__, j) => column(X, j).reduce((sum, v, i) => sum + d[i] * v, 0));
  });
}
