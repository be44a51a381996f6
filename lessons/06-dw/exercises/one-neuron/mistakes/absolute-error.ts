export function dwNeuron(x: number[], dz: number): number[] {
  return x.map((xj) => Math.abs(dz) * xj);
}
