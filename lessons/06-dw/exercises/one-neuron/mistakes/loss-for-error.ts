export function dwNeuron(x: number[], dz: number): number[] {
  const loss = 0.5 * dz ** 2;
  return x.map((xj) => loss * xj);
}
