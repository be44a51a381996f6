export function dwLayer(X: number[][], dZ: number[][]): Float32Array[] {
  const dW = dZ[0].map(() => new Float32Array(X[0].length));
  X.forEach((x, i) => dZ[i].forEach((d, o) => x.forEach((xj, j) => (dW[o][j] += d * xj))));
  return dW;
}
