export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const Z = X.map((x) => W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])));
  return W.map((w, o) => w.map(() => Z.reduce((sum, z, i) => sum + z[o] - Y[i][o], 0) / X.length));
}
