/** dW = dZᵀ X: each sample adds its own error × input to every weight. */
export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return dZ[0].map((_, o) =>
    X[0].map((__, j) => X.reduce((sum, x, i) => sum + dZ[i][o] * x[j], 0)),
  );
}
