import type { BinaryKernel } from '../kernels/binary.ts';
import { DtypeError } from '../errors.ts';
import { forEachRun } from '../tensor/runs.ts';
import { broadcastShapes, broadcastStrides, countOf, sameShape, type Shape } from '../tensor/shape.ts';
import { allocate, type Dtype } from '../tensor/storage.ts';
import { expectTensor, fromData, type Tensor } from '../tensor/tensor.ts';
import { binaryInWasm } from './in-wasm/binary.ts';
import { sumLeadingInWasm } from './in-wasm/rows.ts';

/** A plain number on the right becomes a tensor without dimensions, in the format of its partner. */
export function asTensor(value: Tensor | number, dtype: Dtype, caller: string): Tensor {
  if (typeof value === 'number') return fromData(allocate(dtype, 1).fill(value), []);
  expectTensor(value, caller);
  return value;
}

/** The format two tensors meet in: float64 if either has it, except that a single number never widens a whole tensor. */
export function commonDtype(a: Tensor, b: Tensor): Dtype {
  if (a.dtype === b.dtype) return a.dtype;
  if (a.ndim > 0 && b.ndim === 0) return a.dtype;
  if (b.ndim > 0 && a.ndim === 0) return b.dtype;
  return 'float64';
}

/** For operations in which PyTorch, too, mixes no formats. */
export function expectSameDtype(a: Tensor, b: Tensor, caller: string): void {
  if (a.dtype === b.dtype) return;
  throw new DtypeError(
    `${caller}: got ${a.dtype} and ${b.dtype}; expected one dtype. Convert one of them, for example with to('float64').`,
  );
}

/** Runs a kernel over two tensors of one dtype as if both had their broadcast shape; records nothing. */
export function broadcastBinary(name: string, kernel: BinaryKernel, a: Tensor, b: Tensor): Tensor {
  const shape = broadcastShapes(a.shape, b.shape, name);
  const size = shape === a.shape ? a.size : countOf(shape);
  const fast = binaryInWasm(kernel, a, b, shape, size);
  if (fast !== null) return fast;
  const x = a.storage.data;
  const y = b.storage.data;
  if (a.contiguousInStorage && b.contiguousInStorage && sameShape(a.shape, b.shape)) {
    const out = allocate(a.dtype, size);
    kernel(size, out, 0, x, a.offset, 1, y, b.offset, 1);
    return fromData(out, shape);
  }
  if (a.contiguousInStorage && b.size === 1 && shape === a.shape) {
    const out = allocate(a.dtype, size);
    kernel(size, out, 0, x, a.offset, 1, y, b.offset, 0);
    return fromData(out, shape);
  }
  const out = allocate(a.dtype, size);
  forEachRun(
    shape,
    broadcastStrides(a.shape, a.strides, shape),
    a.offset,
    broadcastStrides(b.shape, b.strides, shape),
    b.offset,
    (n, position, ao, as, bo, bs) => kernel(n, out, position, x, ao, as, y, bo, bs),
  );
  return fromData(out, shape);
}

/** The reverse of broadcasting: what was repeated forward is summed backward. */
export function sumToShape(gradient: Tensor, shape: Shape): Tensor {
  if (sameShape(gradient.shape, shape)) return gradient;
  const extra = gradient.ndim - shape.length;
  const fast = sumLeadingInWasm(gradient, shape);
  if (fast !== null) return fast;
  const repeated: number[] = [];
  for (let d = 0; d < gradient.ndim; d++) {
    if (d < extra || (shape[d - extra] === 1 && gradient.shape[d] !== 1)) repeated.push(d);
  }
  return gradient.sum(repeated).reshape(shape);
}
