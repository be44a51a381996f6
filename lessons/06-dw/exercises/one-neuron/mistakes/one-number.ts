export function dwNeuron(x: number[], dz: number): number {
  let dw = 0;
  for (const xj of x) dw += dz * xj;
  return dw;
}
