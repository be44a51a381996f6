// The way from operations to the WASM kernels: each function answers null where they cannot serve (another dtype, a layout
// they do not know, no room, no WASM), and its caller goes on with the plain kernels of the same meaning.
import { addressOf, claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { countOf, type Shape } from '../../tensor/shape.ts';
import { allocate, type Dtype } from '../../tensor/storage.ts';
import { fromData, Tensor } from '../../tensor/tensor.ts';

/** Where the first number of a tensor lies for the kernels, in bytes; 0 if they cannot have it. */
export function addressFor(x: Tensor): number {
  const address = addressOf(x.storage);
  return address === 0 ? 0 : address + 4 * x.offset;
}

/** The same for a tensor that may be absent, which is 0 to the kernels; null if they cannot have it. */
export function addressIfAny(x: Tensor | undefined): number | null {
  return x === undefined ? 0 : addressFor(x) || null;
}

/** Whether one number stands for the whole tensor, by its size or because it was expanded. */
export function isOneNumber(x: Tensor): boolean {
  if (x.size === 1) return true;
  for (let d = 0; d < x.ndim; d++) if (x.strides[d] !== 0 && x.shape[d] !== 1) return false;
  return x.size > 0;
}

/** That number. */
export function numberOf(x: Tensor): number {
  const { storage, offset } = x;
  // Read from all of the kernels' memory: a view made for a single number would cost more than reading it.
  return storage.address === 0 ? storage.data[offset]! : wasm!.floats[storage.address / 4 + offset]!;
}

/** A tensor to be written in full, in the kernels' memory if there is room. */
export function makeEmpty(dtype: Dtype, shape: Shape): Tensor {
  const size = countOf(shape);
  const out = dtype === 'float32' && size > 1 ? claim(size) : null;
  return out === null ? fromData(allocate(dtype, size), shape) : new Tensor(out, shape);
}

/** Zeros, in the kernels' memory if there is room. */
export function makeZeros(dtype: Dtype, shape: Shape): Tensor {
  const out = makeEmpty(dtype, shape);
  if (out.storage.address !== 0) wasm!.kernels.fill(out.size, out.storage.address, 0);
  return out;
}
