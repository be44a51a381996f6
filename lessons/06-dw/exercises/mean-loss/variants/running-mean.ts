export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const Z = X.map((x) => W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])));
  let dW = W.map((w) => w.map(() => 0));
  X.forEach((x, i) => {
    dW = dW.map((row, o) => row.map((mean, j) => mean + ((Z[i][o] - Y[i][o]) * x[j] - mean) / (i + 1)));
  });
  return dW;
}
