/**
 * One neuron, one sample: z = w·x + b.
 *
 * x   the inputs, one number for each weight: shape [in]
 * dz  ∂L/∂z, a single number
 *
 * Returns dw = ∂L/∂w, one number for each weight: shape [in].
 */
export function dwNeuron(x: number[], dz: number): number[] {
  // How much does z move when only the weight of this input moves a little?
  // And how much does the loss move with z? Write it in place of the 0.
  return x.map((xj) => 0);
}
