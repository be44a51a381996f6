import { claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor, isOneNumber, numberOf } from './place.ts';

/** A copy in row-major order of a float32 tensor that is contiguous, a transposed matrix, or one number repeated. */
export function copyInWasm(x: Tensor): Tensor | null {
  if (x.dtype !== 'float32' || x.size < 2 || wasm === null) return null;
  const k = wasm.kernels;
  if (isOneNumber(x)) {
    const value = numberOf(x);
    const out = claim(x.size);
    if (out === null) return null;
    k.fill(x.size, out.address, value);
    return new Tensor(out, x.shape);
  }
  const turned = x.ndim === 2 && x.strides[0] === 1 && x.strides[1] === x.shape[0];
  if (!x.contiguousInStorage && !turned) return null;
  const from = addressFor(x);
  const out = from === 0 ? null : claim(x.size);
  if (out === null) return null;
  if (turned) k.transpose2d(x.shape[1]!, x.shape[0]!, out.address, from);
  else wasm.floats.copyWithin(out.address / 4, from / 4, from / 4 + x.size);
  return new Tensor(out, x.shape);
}
