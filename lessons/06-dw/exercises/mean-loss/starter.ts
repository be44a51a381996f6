/**
 * A layer and its loss on a batch: Z = X Wᵀ + b, L = (1/n) Σᵢ ½‖zᵢ − yᵢ‖².
 *
 * X [n, in]   W [out, in]   b [out]   Y [n, out]
 *
 * Returns dW = ∂L/∂W: shape [out, in].
 */
export function dwMeanLoss(
  X: number[][],
  W: number[][],
  b: number[],
  Y: number[][],
): number[][] {
  const Z = X.map((x) =>
    W.map((w, o) => w.reduce((z, wj, j) => z + wj * x[j], b[o])),
  );

  // First the error dZ = ∂L/∂Z, from Z and Y.
  // Then dW from dZ and X, as in the exercise before.
  return W.map((w) => w.map(() => 0));
}
