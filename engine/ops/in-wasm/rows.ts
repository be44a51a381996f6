import { claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import type { Shape } from '../../tensor/shape.ts';
import { fromData, Tensor } from '../../tensor/tensor.ts';
import { addressFor } from './place.ts';

/** Numbers along the last axis: softmax or its logarithm over each row of a contiguous float32 tensor. */
export function rowsInWasm(name: 'softmax' | 'logSoftmax', x: Tensor): Tensor | null {
  const columns = x.shape[x.ndim - 1] ?? 0;
  const from = x.dtype === 'float32' && columns > 0 && x.size > 0 ? addressFor(x) : 0;
  const out = from === 0 ? null : claim(x.size);
  if (out === null) return null;
  wasm!.kernels[name](x.size / columns, columns, out.address, from);
  return new Tensor(out, x.shape);
}

/** Softmax over the first r + 1 numbers of row r of each matrix, 0 beyond, of a contiguous float32 tensor. */
export function causalSoftmaxInWasm(x: Tensor): Tensor | null {
  const from = x.dtype === 'float32' && x.size > 0 ? addressFor(x) : 0;
  const out = from === 0 ? null : claim(x.size);
  if (out === null) return null;
  const [queries, keys] = x.shape.slice(-2) as [number, number];
  wasm!.kernels.causalSoftmax(x.size / keys, keys, queries, out.address, from);
  return new Tensor(out, x.shape);
}

/** The gradient of {@link rowsInWasm}; `output` is what it gave. */
export function rowsBackwardInWasm(name: 'softmax' | 'logSoftmax', gradOutput: Tensor, output: Tensor): Tensor | null {
  const columns = output.shape[output.ndim - 1] ?? 0;
  const [g, y] = output.dtype === 'float32' && output.size > 0 ? [addressFor(gradOutput), addressFor(output)] : [0, 0];
  const out = g === 0 || y === 0 ? null : claim(output.size);
  if (out === null) return null;
  const kernel = name === 'softmax' ? wasm!.kernels.softmaxBackward : wasm!.kernels.logSoftmaxBackward;
  kernel(output.size / columns, columns, out.address, g, y);
  return new Tensor(out, output.shape);
}

/** Sums over the middle of a contiguous float32 tensor seen as [outer, count, inner]. */
export function sumInWasm(outer: number, count: number, inner: number, x: Tensor, shape: Shape): Tensor | null {
  const from = x.dtype === 'float32' && outer * inner > 0 && count > 0 ? addressFor(x) : 0;
  if (from === 0) return null;
  // A single number, such as a loss, is likely to be kept, and is done with in JavaScript.
  if (outer * inner === 1) return fromData(Float32Array.of(wasm!.kernels.sum(count, from)), shape);
  const out = claim(outer * inner);
  if (out === null) return null;
  wasm!.kernels.sumRows(outer, count, inner, out.address, from);
  return new Tensor(out, shape);
}

/** Sums away the leading dimensions of a contiguous float32 tensor whose last ones are `shape`. */
export function sumLeadingInWasm(x: Tensor, shape: Shape): Tensor | null {
  const extra = x.ndim - shape.length;
  if (extra < 1 || !x.contiguousInStorage) return null;
  let inner = 1;
  for (let d = 0; d < shape.length; d++) {
    if (shape[d] !== x.shape[d + extra]) return null;
    inner *= shape[d]!;
  }
  return sumInWasm(1, x.size / inner, inner, x, shape);
}
