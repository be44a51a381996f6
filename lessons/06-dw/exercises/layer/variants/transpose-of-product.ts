/** (XᵀdZ)ᵀ is dZᵀX. */
export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  const transposed = X[0].map((_, j) => dZ[0].map((__, o) => X.reduce((sum, x, i) => sum + x[j] * dZ[i][o], 0)));
  return dZ[0].map((_, o) => transposed.map((row) => row[o]));
}
