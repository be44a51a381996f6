/** dZ = (Z − Y) / n, and dW = dZᵀ X. */
export function dwMeanLoss(
  X: number[][],
  W: number[][],
  b: number[],
  Y: number[][],
): number[][] {
  const n = X.length;
  const Z = X.map((x) =>
    W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])),
  );
  const dZ = Z.map((z, i) => z.map((zo, o) => (zo - Y[i][o]) / n));
  return W.map((w, o) =>
    w.map((_, j) => X.reduce((sum, x, i) => sum + dZ[i][o] * x[j], 0)),
  );
}
