export function dwNeuron(x: number[], dz: number): number[] {
  for (let j = 0; j < x.length; j += 1) x[j] *= dz;
  return x;
}
