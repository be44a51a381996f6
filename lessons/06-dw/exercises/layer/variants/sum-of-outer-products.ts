export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return X.map((x, i) => dZ[i].map((d) => x.map((xj) => d * xj))).reduce((A, B) =>
    A.map((row, o) => row.map((v, j) => v + B[o][j])),
  );
}
