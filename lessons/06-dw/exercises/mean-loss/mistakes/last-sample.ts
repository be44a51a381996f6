export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const Z = X.map((x) => W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])));
  const dW = W.map((w) => w.map(() => 0));
  X.forEach((x, i) => Z[i].forEach((zo, o) => x.forEach((xj, j) => (dW[o][j] = ((zo - Y[i][o]) * xj) / X.length))));
  return dW;
}
