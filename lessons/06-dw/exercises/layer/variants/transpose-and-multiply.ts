const transpose = (A: number[][]): number[][] => A[0].map((_, j) => A.map((row) => row[j]));
const matmul = (A: number[][], B: number[][]): number[][] =>
  A.map((row) => B[0].map((_, j) => row.reduce((sum, a, k) => sum + a * B[k][j], 0)));

export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  return matmul(transpose(dZ), X);
}
