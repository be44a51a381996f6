import { claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { mergeDims } from '../../tensor/runs.ts';
import { broadcastStrides, contiguousStrides, type Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor, isOneNumber, numberOf } from './place.ts';

/** A copy in row-major order of a float32 tensor. */
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
  const from = addressFor(x);
  const out = from === 0 ? null : claim(x.size);
  if (out === null) return null;
  if (x.contiguousInStorage) wasm.floats.copyWithin(out.address / 4, from / 4, from / 4 + x.size);
  else if (x.ndim === 2 && x.strides[0] === 1 && x.strides[1] === x.shape[0]) {
    k.transpose2d(x.shape[1]!, x.shape[0]!, out.address, from);
  } else copyBlocks(x.shape, out.address, contiguousStrides(x.shape), from, x.strides);
  return new Tensor(out, x.shape);
}

/** Writes a float32 tensor that broadcasts to `target` over its numbers; answers whether it did. They share no storage. */
export function writeInWasm(target: Tensor, source: Tensor): boolean {
  if (target.dtype !== 'float32' || source.dtype !== 'float32' || target.size < 2) return false;
  const [to, from] = [addressFor(target), addressFor(source)];
  if (to === 0 || from === 0) return false;
  copyBlocks(target.shape, to, target.strides, from, broadcastStrides(source.shape, source.strides, target.shape));
  return true;
}

/** Blocks of four dimensions; those of more are walked here. */
function copyBlocks(shape: Shape, out: number, outStrides: Shape, x: number, xStrides: Shape): void {
  const merged = mergeDims(shape, outStrides, xStrides);
  if (merged === null) return;
  const { sizes, a, b } = merged;
  const { copyBlock } = wasm!.kernels;
  const [n0 = 1, n1 = 1, n2 = 1, n3 = 1] = sizes;
  const [a0 = 1, a1 = 0, a2 = 0, a3 = 0] = a;
  const [b0 = 1, b1 = 0, b2 = 0, b3 = 0] = b;
  const walk = (d: number, to: number, from: number): void => {
    if (d < 4) copyBlock(n3, n2, n1, n0, to, a3, a2, a1, a0, from, b3, b2, b1, b0);
    else for (let i = 0; i < sizes[d]!; i++) walk(d - 1, to + 4 * i * a[d]!, from + 4 * i * b[d]!);
  };
  walk(sizes.length - 1, out, x);
}
