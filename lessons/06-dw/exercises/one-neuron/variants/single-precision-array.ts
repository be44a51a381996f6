export function dwNeuron(x: number[], dz: number): Float32Array {
  return Float32Array.from(x, (xj) => dz * xj);
}
