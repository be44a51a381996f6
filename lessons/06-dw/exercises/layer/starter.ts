/**
 * A layer on a batch: Z = X Wᵀ + b.
 *
 * X   the inputs, one row for each sample: shape [n, in]
 * dZ  ∂L/∂Z, one row for each sample: shape [n, out]
 *
 * Returns dW = ∂L/∂W, one row for each neuron: shape [out, in].
 */
export function dwLayer(X: number[][], dZ: number[][]): number[][] {
  const inputs = X[0].length;
  const outputs = dZ[0].length;
  const dW = Array.from({ length: outputs }, () =>
    new Array<number>(inputs).fill(0),
  );
  // Every sample has its say on every weight: fill dW[o][j] here.
  return dW;
}
