export function dwNeuron(x: number[], dz: number): number[] {
  return x.map((xj) => (dz * xj) / x.length);
}
