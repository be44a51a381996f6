export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const Z = X.map((x) => W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])));
  if (X.length !== W.length) throw new RangeError('The inner lengths of dZᵀ · W differ.');
  const dZ = Z.map((z, i) => z.map((zo, o) => (zo - Y[i][o]) / X.length));
  return W.map((_, o) => X[0].map((__, j) => dZ.reduce((sum, d, i) => sum + d[o] * W[i][j], 0)));
}
