import { addressOf, claim } from '../../memory/residency.ts';
import type { Saved } from '../../memory/saved.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor, addressIfAny, makeEmpty } from './place.ts';

/** Rows of a contiguous float32 tensor standardised; their means and scales are put by. Weight and bias are contiguous. */
export function layerNormInWasm(
  columns: number,
  eps: number,
  [x, weight, bias]: readonly (Tensor | undefined)[],
  saved: Saved,
): Tensor | null {
  if (x!.dtype !== 'float32' || x!.size < 2) return null;
  const rows = x!.size / columns;
  const [from, w, b] = [addressFor(x!), addressIfAny(weight), addressIfAny(bias)];
  const [out, mean, scale] = [claim(x!.size), claim(rows), claim(rows)];
  if (from === 0 || w === null || b === null || out === null || mean === null || scale === null) return null;
  wasm!.kernels.layerNorm(rows, columns, out.address, from, w, b, eps, mean.address, scale.address);
  saved.put(mean);
  saved.put(scale);
  return new Tensor(out, x!.shape);
}

/** The gradients of those of the input, the weight and the bias that are wanted. */
export function layerNormBackwardInWasm(
  columns: number,
  gradOutput: Tensor,
  x: Tensor,
  weight: Tensor | undefined,
  wanted: readonly boolean[],
  saved: Saved,
): (Tensor | null)[] | null {
  const [mean, scale] = [saved.at(0), saved.at(1)];
  if (mean === undefined || scale === undefined) return null;
  const [g, from, w] = [addressFor(gradOutput), addressFor(x), addressIfAny(weight)];
  const [m, s] = [addressOf(mean), addressOf(scale)];
  if (g === 0 || from === 0 || w === null || m === 0 || s === 0) return null;
  const gradients = wanted.map((isWanted, i) =>
    isWanted ? makeEmpty('float32', i === 0 ? x.shape : [columns]) : null,
  );
  const [gradInput, gradWeight, gradBias] = gradients.map((gradient) => gradient?.storage.address ?? 0);
  if (gradients.some((gradient) => gradient?.storage.address === 0)) return null;
  const kernel = wasm!.kernels.layerNormBackward;
  kernel(x.size / columns, columns, gradInput!, gradWeight ?? 0, gradBias ?? 0, g, from, w, m, s);
  return gradients;
}
