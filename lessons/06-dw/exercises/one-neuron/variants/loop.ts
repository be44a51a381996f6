export function dwNeuron(x: number[], dz: number): number[] {
  const dw: number[] = [];
  for (let j = 0; j < x.length; j += 1) dw.push(x[j] * dz);
  return dw;
}
