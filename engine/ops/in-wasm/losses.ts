import { addressOf, claim, free } from '../../memory/residency.ts';
import type { Saved } from '../../memory/saved.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { fromData, Tensor } from '../../tensor/tensor.ts';
import { addressFor } from './place.ts';

/** What becomes of a loss: each example's own, or their sum by a divisor. */
export type Reducing = { readonly each: true } | { readonly each: false; readonly divisor: number };

function single(value: number): Tensor {
  return fromData(Float32Array.of(value), []);
}

/** The cross-entropy of contiguous logits with contiguous classes that were checked before; the softmax is put by. */
export function crossEntropyInWasm(logits: Tensor, classes: Tensor, reducing: Reducing, saved: Saved): Tensor | null {
  if (logits.dtype !== 'float32' || logits.size === 0) return null;
  const [x, truth] = [addressFor(logits), addressFor(classes)];
  const [shares, losses] = [claim(logits.size), claim(classes.size)];
  if (x === 0 || truth === 0 || shares === null || losses === null) return null;
  const columns = logits.size / classes.size;
  wasm!.kernels.crossEntropyForward(classes.size, columns, shares.address, losses.address, x, truth);
  saved.put(shares);
  if (reducing.each) return new Tensor(losses, classes.shape);
  const total = wasm!.kernels.sum(classes.size, losses.address);
  free(losses);
  return single(total / reducing.divisor);
}

/** (softmax − truth) · scale. */
export function crossEntropyBackwardInWasm(like: Tensor, classes: Tensor, scale: number, saved: Saved): Tensor | null {
  if (like.dtype !== 'float32' || like.size === 0) return null;
  const [shares, truth] = [addressOf(saved.at(0)!), addressFor(classes)];
  const out = shares === 0 || truth === 0 ? null : claim(like.size);
  if (out === null) return null;
  wasm!.kernels.crossEntropyBackward(classes.size, like.size / classes.size, out.address, shares, truth, scale);
  return new Tensor(out, like.shape);
}

/** The squared differences of two contiguous tensors; the differences are put by. */
export function squaredErrorInWasm(a: Tensor, b: Tensor, reducing: Reducing, saved: Saved): Tensor | null {
  if (a.dtype !== 'float32' || a.size < 2) return null;
  const [x, y] = [addressFor(a), addressFor(b)];
  const difference = x === 0 || y === 0 ? null : claim(a.size);
  const squares = difference !== null && reducing.each ? claim(a.size) : null;
  if (difference === null || (reducing.each && squares === null)) return null;
  wasm!.kernels.sub(a.size, difference.address, x, y);
  saved.put(difference);
  const { dot, square } = wasm!.kernels;
  if (!reducing.each) return single(dot(a.size, difference.address, difference.address) / reducing.divisor);
  square(a.size, squares!.address, difference.address);
  return new Tensor(squares!, a.shape);
}
