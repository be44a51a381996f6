export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  const dW = dZ[0].map(() => X[0].map(() => 0));
  X.forEach((x, i) => dZ[i].forEach((d, o) => x.forEach((xj, j) => (dW[o][j] = d * xj))));
  return dW;
}
