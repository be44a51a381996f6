import { claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import type { Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor, makeZeros } from './place.ts';

/** Rows of a contiguous float32 weight, chosen by contiguous float32 numbers that were checked before. */
export function embedInWasm(indices: Tensor, weight: Tensor): Tensor | null {
  const width = weight.shape[1]!;
  if (weight.dtype !== 'float32' || indices.dtype !== 'float32' || indices.size * width === 0) return null;
  const [rows, from] = [addressFor(indices), addressFor(weight)];
  const out = rows === 0 || from === 0 ? null : claim(indices.size * width);
  if (out === null) return null;
  wasm!.kernels.embeddingGather(indices.size, width, out.address, from, rows);
  return new Tensor(out, [...indices.shape, width]);
}

/** Its gradient, of the shape of the weight. */
export function embedBackwardInWasm(indices: Tensor, gradOutput: Tensor, shape: Shape): Tensor | null {
  const width = shape[1]!;
  if (gradOutput.dtype !== 'float32' || indices.dtype !== 'float32' || gradOutput.size === 0) return null;
  const [rows, g] = [addressFor(indices), addressFor(gradOutput)];
  const out = rows === 0 || g === 0 ? null : makeZeros('float32', shape);
  if (out === null || out.storage.address === 0) return null;
  wasm!.kernels.embeddingScatterAdd(indices.size, width, out.storage.address, g, rows);
  return out;
}
