export function dwNeuron(x: number[], dz: number): number[] {
  const total = x.reduce((sum, xj) => sum + dz * xj, 0);
  return x.map(() => total);
}
