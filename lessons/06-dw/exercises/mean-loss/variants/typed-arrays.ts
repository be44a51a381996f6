export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): Float64Array[] {
  const dW = W.map((w) => new Float64Array(w.length));
  X.forEach((x, i) =>
    W.forEach((w, o) => {
      let dz = b[o] - Y[i][o];
      for (let j = 0; j < w.length; j += 1) dz += w[j] * x[j];
      for (let j = 0; j < w.length; j += 1) dW[o][j] += (dz * x[j]) / X.length;
    }),
  );
  return dW;
}
