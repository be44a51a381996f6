export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const Z = X.map((x) => W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])));
  const n = X.length;
  const error = W.map((_, o) => Z.reduce((sum, z, i) => sum + z[o] - Y[i][o], 0) / n);
  const input = X[0].map((_, j) => X.reduce((sum, x) => sum + x[j], 0) / n);
  return error.map((e) => input.map((xj) => e * xj));
}
