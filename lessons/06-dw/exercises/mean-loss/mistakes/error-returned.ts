export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const Z = X.map((x) => W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])));
  return Z.map((z, i) => z.map((zo, o) => (zo - Y[i][o]) / X.length));
}
