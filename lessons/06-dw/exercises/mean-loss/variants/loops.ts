export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const Z = X.map((x) => W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])));
  const dW = W.map((w) => w.map(() => 0));
  for (let i = 0; i < X.length; i += 1) {
    for (let o = 0; o < W.length; o += 1) {
      const dz = (Z[i][o] - Y[i][o]) / X.length;
      for (let j = 0; j < X[i].length; j += 1) dW[o][j] += dz * X[i][j];
    }
  }
  return dW;
}
