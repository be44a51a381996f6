export function dwNeuron(x: number[], dz: number): number[] {
  return x.map((xj) => Math.fround(Math.fround(dz) * Math.fround(xj)));
}
