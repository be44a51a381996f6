export function dwNeuron(x: number[], dz: number): number[] {
  return x.reduce<number[]>((dw, xj) => [...dw, xj * dz], []);
}
