export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  const dW = dZ[0].map(() => X[0].map(() => 0));
  for (let i = X.length; i-- > 0;) dZ[i].forEach((d, o) => X[i].forEach((xj, j) => (dW[o][j] = dW[o][j] + xj * d)));
  return dW;
}
