export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return dZ[0].map((d) => X[0].map((xj) => d * xj));
}
