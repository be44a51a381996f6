import { addressOf, claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import type { Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor } from './place.ts';

/** The product of two float32 matrices, laid out in any way. */
export function matmulInWasm(m: number, k: number, n: number, a: Tensor, b: Tensor): Tensor | null {
  if (a.dtype !== 'float32' || m * n === 0) return null;
  const [x, y] = [addressFor(a), addressFor(b)];
  const out = x === 0 || y === 0 || wasm === null ? null : claim(m * n);
  if (out === null) return null;
  const [as, bs] = [a.strides, b.strides];
  wasm!.kernels.matmul(m, k, n, out.address, x, as[0]!, as[1]!, y, bs[0]!, bs[1]!, 0);
  return new Tensor(out, [m, n]);
}

/** A batch of such products, over the last two dimensions; `out` gets them one after another. */
export interface BatchInWasm {
  readonly address: number;
  readonly a: number;
  readonly b: number;
  readonly tensor: Tensor;
}

/** Room for a batch of products, and where its factors lie. */
export function batchInWasm(a: Tensor, b: Tensor, shape: Shape, size: number): BatchInWasm | null {
  if (a.dtype !== 'float32' || size === 0) return null;
  const [x, y] = [addressOf(a.storage), addressOf(b.storage)];
  const out = x === 0 || y === 0 ? null : claim(size);
  return out === null ? null : { address: out.address, a: x, b: y, tensor: new Tensor(out, shape) };
}

/** A run of that batch: `length` products, a stride apart in both factors (strides and offsets in numbers). */
export function multiplyBatch(
  batch: BatchInWasm,
  length: number,
  position: number,
  a: Tensor,
  aOffset: number,
  aStride: number,
  b: Tensor,
  bOffset: number,
  bStride: number,
): void {
  const [m, n] = batch.tensor.shape.slice(-2) as [number, number];
  const k = a.shape[a.ndim - 1]!;
  wasm!.kernels.batchedMatmul(
    length,
    m,
    k,
    n,
    batch.address + 4 * position * m * n,
    batch.a + 4 * aOffset,
    aStride,
    a.strides[a.ndim - 2]!,
    a.strides[a.ndim - 1]!,
    batch.b + 4 * bOffset,
    bStride,
    b.strides[b.ndim - 2]!,
    b.strides[b.ndim - 1]!,
    0,
  );
}
