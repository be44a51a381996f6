export function dwNeuron(x: number[], dz: number): Float64Array {
  const dw = new Float64Array(x.length);
  for (let j = 0; j < dw.length; j += 1) dw[j] = dz * x[j];
  return dw;
}
