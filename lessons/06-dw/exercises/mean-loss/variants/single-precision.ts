/** All in 32 bits, as on a graphics card, and handed over as plain numbers. */
export function dwMeanLoss(X: number[][], W: number[][], b: number[], Y: number[][]): number[][] {
  const f = Math.fround;
  const Z = X.map((x) => W.map((w, o) => w.reduce((z, wj, j) => f(z + f(wj * x[j])), b[o])));
  const dZ = Z.map((z, i) => z.map((zo, o) => f(f(zo - Y[i][o]) / X.length)));
  return W.map((w, o) => w.map((_, j) => X.reduce((sum, x, i) => f(sum + f(dZ[i][o] * x[j])), 0)));
}
