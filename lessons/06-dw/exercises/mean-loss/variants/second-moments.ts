/** Multiplied out: dW = W · (XᵀX)/n + b · mean(X) − YᵀX/n. Another algebra, another order of sums. */
export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const n = X.length;
  const mean = (of: (i: number) => number): number => X.reduce((sum, _, i) => sum + of(i), 0) / n;
  return W.map((w, o) =>
    w.map((_, j) => {
      const quadratic = w.reduce((sum, wk, k) => sum + wk * mean((i) => X[i][k] * X[i][j]), 0);
      return quadratic + b[o] * mean((i) => X[i][j]) - mean((i) => Y[i][o] * X[i][j]);
    }),
  );
}
