// The way from operations to the WASM kernels: each function answers null where they cannot serve (another dtype, a layout
// they do not know, no room, no WASM), and its caller goes on with the plain kernels of the same meaning.
import * as plainBinary from '../kernels/binary.ts';
import * as plainUnary from '../kernels/unary.ts';
import type { BinaryKernel } from '../kernels/binary.ts';
import type { UnaryKernel } from '../kernels/unary.ts';
import type { WasmKernels } from '../kernels/wasm-kernels.ts';
import { addressOf, claim } from '../memory/residency.ts';
import { wasm } from '../memory/wasm-runtime.ts';
import { countOf, sameShape, type Shape } from '../tensor/shape.ts';
import { allocate, type Dtype } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';

type Pairwise = (n: number, out: number, a: number, b: number) => void;
type WithNumber = (n: number, out: number, a: number, value: number) => void;
type WithVector = (rows: number, columns: number, out: number, a: number, vector: number) => void;

interface BinarySimd {
  readonly pair?: Pairwise;
  /** One number on the right. */
  readonly number: WithNumber;
  /** The only number on the right that `number` can do. */
  readonly onlyFor?: number;
  /** A number on the left instead of on the right. */
  readonly numberLeft?: WithNumber;
  readonly row?: WithVector;
  readonly column?: WithVector;
  readonly commutes?: true;
}

interface UnarySimd {
  readonly forward: (n: number, out: number, x: number) => void;
  readonly backward: (n: number, gradInput: number, gradOutput: number, saved: number) => void;
}

const binarySimd = new Map<BinaryKernel, BinarySimd>();
const unarySimd = new Map<UnaryKernel, UnarySimd>();
if (wasm !== null) register(wasm.kernels);

function register(k: WasmKernels): void {
  binarySimd
    .set(plainBinary.add, {
      pair: k.add,
      number: k.addScalar,
      numberLeft: k.addScalar,
      row: k.addRow,
      column: k.addColumn,
      commutes: true,
    })
    .set(plainBinary.mul, {
      pair: k.mul,
      number: k.mulScalar,
      numberLeft: k.mulScalar,
      row: k.mulRow,
      column: k.mulColumn,
      commutes: true,
    })
    .set(plainBinary.sub, {
      pair: k.sub,
      number: k.subScalar,
      numberLeft: k.rsubScalar,
      row: k.subRow,
      column: k.subColumn,
    })
    .set(plainBinary.div, {
      pair: k.div,
      number: k.divScalar,
      numberLeft: k.rdivScalar,
      row: k.divRow,
      column: k.divColumn,
    });
  // Squares are by far the most frequent powers; d(a²)/da = a·2.
  binarySimd
    .set(plainBinary.pow, { number: (n, out, a) => k.square(n, out, a), onlyFor: 2 })
    .set(plainBinary.powSlopeOfBase, { number: k.mulScalar, onlyFor: 2 });
  unarySimd
    .set(plainUnary.neg, { forward: k.neg, backward: k.neg })
    .set(plainUnary.exp, { forward: k.exp, backward: k.mul })
    .set(plainUnary.log, { forward: k.log, backward: k.div })
    .set(plainUnary.sqrt, { forward: k.sqrt, backward: k.sqrtBackward })
    .set(plainUnary.abs, { forward: k.abs, backward: k.absBackward })
    .set(plainUnary.tanh, { forward: k.tanh, backward: k.tanhBackward })
    .set(plainUnary.sigmoid, { forward: k.sigmoid, backward: k.sigmoidBackward })
    .set(plainUnary.relu, { forward: k.relu, backward: k.reluBackward })
    .set(plainUnary.softplus, { forward: k.softplus, backward: k.softplusBackward });
}

/** Where the first number of a tensor lies for the kernels, in bytes; 0 if they cannot have it. */
export function addressFor(x: Tensor): number {
  const address = addressOf(x.storage);
  return address === 0 ? 0 : address + 4 * x.offset;
}

/** Whether one number stands for the whole tensor, by its size or because it was expanded. */
function isOneNumber(x: Tensor): boolean {
  if (x.size === 1) return true;
  for (let d = 0; d < x.ndim; d++) if (x.strides[d] !== 0 && x.shape[d] !== 1) return false;
  return x.size > 0;
}

function numberOf(x: Tensor): number {
  const { address, array } = x.storage;
  return address === 0 ? array![x.offset]! : wasm!.floats[address / 4 + x.offset]!;
}

/** A kernel over two float32 tensors with broadcasting; `size` counts the numbers of `shape`. */
export function binaryInWasm(kernel: BinaryKernel, a: Tensor, b: Tensor, shape: Shape, size: number): Tensor | null {
  // A single number is done sooner than a kernel is called.
  if (size < 2 || a.dtype !== 'float32' || b.dtype !== 'float32') return null;
  const simd = binarySimd.get(kernel);
  if (simd === undefined) return null;
  const full = a.contiguousInStorage && a.size === size;
  if (full && b.contiguousInStorage && b.size === size && simd.pair !== undefined) {
    const [x, y] = [addressFor(a), addressFor(b)];
    const out = x === 0 || y === 0 ? null : claim(size);
    if (out === null) return null;
    simd.pair(size, out.address, x, y);
    return new Tensor(out, shape);
  }
  if (full && isOneNumber(b)) {
    const value = numberOf(b);
    const able = simd.onlyFor === undefined || simd.onlyFor === value;
    return able ? withNumber(simd.number, a, value, shape, size) : null;
  }
  if (simd.numberLeft !== undefined && b.contiguousInStorage && b.size === size && isOneNumber(a)) {
    return withNumber(simd.numberLeft, b, numberOf(a), shape, size);
  }
  if (full) return b.contiguousInStorage ? withVector(simd, a, b, shape, size) : null;
  return simd.commutes && b.contiguousInStorage && b.size === size ? binaryInWasm(kernel, b, a, shape, size) : null;
}

function withNumber(kernel: WithNumber, x: Tensor, value: number, shape: Shape, size: number): Tensor | null {
  const from = addressFor(x);
  const out = from === 0 ? null : claim(size);
  if (out === null) return null;
  kernel(size, out.address, from, value);
  return new Tensor(out, shape);
}

/** `b` as one row for all rows of `a`, or as one number for each of them. */
function withVector(simd: BinarySimd, a: Tensor, b: Tensor, shape: Shape, size: number): Tensor | null {
  const columns = shape[shape.length - 1]!;
  const isRow = b.size === columns && b.shape[b.ndim - 1] === columns;
  const isColumn =
    b.ndim === a.ndim && b.shape[b.ndim - 1] === 1 && sameShape(b.shape.slice(0, -1), shape.slice(0, -1));
  const kernel = isRow ? simd.row : isColumn ? simd.column : undefined;
  if (kernel === undefined) return null;
  const [x, y] = [addressFor(a), addressFor(b)];
  const out = x === 0 || y === 0 ? null : claim(size);
  if (out === null) return null;
  kernel(size / columns, columns, out.address, x, y);
  return new Tensor(out, shape);
}

/** A function of each number of a contiguous float32 tensor. */
export function unaryInWasm(kernel: UnaryKernel, x: Tensor): Tensor | null {
  const simd = x.dtype === 'float32' ? unarySimd.get(kernel) : undefined;
  if (simd === undefined) return null;
  const from = addressFor(x);
  const out = from === 0 ? null : claim(x.size);
  if (out === null) return null;
  simd.forward(x.size, out.address, from);
  return new Tensor(out, x.shape);
}

/** Its gradient; both tensors are contiguous. */
export function unaryBackwardInWasm(kernel: UnaryKernel, gradOutput: Tensor, saved: Tensor): Tensor | null {
  const simd = gradOutput.dtype === 'float32' ? unarySimd.get(kernel) : undefined;
  if (simd === undefined) return null;
  const [g, s] = [addressFor(gradOutput), addressFor(saved)];
  const out = g === 0 || s === 0 ? null : claim(gradOutput.size);
  if (out === null) return null;
  simd.backward(gradOutput.size, out.address, g, s);
  return new Tensor(out, gradOutput.shape);
}

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

/** Numbers along the last axis: softmax or its logarithm over each row of a contiguous float32 tensor. */
export function rowsInWasm(name: 'softmax' | 'logSoftmax', x: Tensor): Tensor | null {
  const columns = x.shape[x.ndim - 1] ?? 0;
  const from = x.dtype === 'float32' && columns > 0 && x.size > 0 ? addressFor(x) : 0;
  const out = from === 0 ? null : claim(x.size);
  if (out === null) return null;
  wasm!.kernels[name](x.size / columns, columns, out.address, from);
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

/** Zeros, in the kernels' memory if there is room. */
export function makeZeros(dtype: Dtype, shape: Shape): Tensor {
  const size = countOf(shape);
  const out = dtype === 'float32' && size > 1 ? claim(size) : null;
  if (out === null) return fromData(allocate(dtype, size), shape);
  wasm!.kernels.fill(size, out.address, 0);
  return new Tensor(out, shape);
}

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
