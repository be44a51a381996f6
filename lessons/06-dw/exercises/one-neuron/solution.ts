/** ∂z/∂wⱼ = xⱼ, so by the chain rule dwⱼ = dz · xⱼ. */
export function dwNeuron(x: number[], dz: number): number[] {
  return x.map((xj) => dz * xj);
}
