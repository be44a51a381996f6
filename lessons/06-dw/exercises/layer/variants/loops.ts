export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  const dW = dZ[0].map(() => X[0].map(() => 0));
  for (let i = 0; i < X.length; i += 1) {
    for (let o = 0; o < dW.length; o += 1) {
      for (let j = 0; j < X[0].length; j += 1) dW[o][j] += dZ[i][o] * X[i][j];
    }
  }
  return dW;
}
