import * as plain from '../../kernels/binary.ts';
import type { BinaryKernel } from '../../kernels/binary.ts';
import type { WasmKernels } from '../../kernels/wasm-kernels.ts';
import { claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { sameShape, type Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { copyInWasm } from './copying.ts';
import { addressFor, isOneNumber, numberOf } from './place.ts';

type Pairwise = (n: number, out: number, a: number, b: number) => void;
type WithNumber = (n: number, out: number, a: number, value: number) => void;
type WithVector = (rows: number, columns: number, out: number, a: number, vector: number) => void;

interface BinarySimd {
  readonly pair?: Pairwise;
  /** One number on the right. */
  readonly number?: WithNumber;
  /** The only number on the right that `number` can do. */
  readonly onlyFor?: number;
  /** A number on the left instead of on the right. */
  readonly numberLeft?: WithNumber;
  readonly row?: WithVector;
  readonly column?: WithVector;
  readonly commutes?: true;
}

const binarySimd = new Map<BinaryKernel, BinarySimd>();
if (wasm !== null) register(wasm.kernels);

function register(k: WasmKernels): void {
  binarySimd
    .set(plain.add, {
      pair: k.add,
      number: k.addScalar,
      numberLeft: k.addScalar,
      row: k.addRow,
      column: k.addColumn,
      commutes: true,
    })
    .set(plain.mul, {
      pair: k.mul,
      number: k.mulScalar,
      numberLeft: k.mulScalar,
      row: k.mulRow,
      column: k.mulColumn,
      commutes: true,
    })
    .set(plain.sub, {
      pair: k.sub,
      number: k.subScalar,
      numberLeft: k.rsubScalar,
      row: k.subRow,
      column: k.subColumn,
    })
    .set(plain.div, {
      pair: k.div,
      number: k.divScalar,
      numberLeft: k.rdivScalar,
      row: k.divRow,
      column: k.divColumn,
    });
  // Squares are by far the most frequent powers; d(a²)/da = a·2.
  binarySimd
    .set(plain.pow, { number: (n, out, a) => k.square(n, out, a), onlyFor: 2 })
    .set(plain.powSlopeOfBase, { number: k.mulScalar, onlyFor: 2 })
    .set(plain.maximum, { pair: k.maximum })
    .set(plain.minimum, { pair: k.minimum });
}

/** A kernel over two float32 tensors with broadcasting; `size` counts the numbers of `shape`. */
export function binaryInWasm(kernel: BinaryKernel, a: Tensor, b: Tensor, shape: Shape, size: number): Tensor | null {
  // A single number is done sooner than a kernel is called.
  if (size < 2 || a.dtype !== 'float32' || b.dtype !== 'float32') return null;
  const simd = binarySimd.get(kernel);
  if (simd === undefined) return null;
  const [fullA, fullB] = [a.size === size, b.size === size];
  if (fullA && isOneNumber(b)) {
    const value = numberOf(b);
    const able = simd.number !== undefined && (simd.onlyFor ?? value) === value;
    return able ? withNumber(simd.number, a, value, shape, size) : null;
  }
  if (fullB && simd.numberLeft !== undefined && isOneNumber(a)) {
    return withNumber(simd.numberLeft, b, numberOf(a), shape, size);
  }
  if (fullA && fullB) return simd.pair === undefined ? null : withPair(simd.pair, a, b, shape, size);
  if (fullA) return withVector(simd, a, b, shape, size);
  return fullB && simd.commutes ? withVector(simd, b, a, shape, size) : null;
}

/** The same as {@link binaryInWasm} for two contiguous tensors of one size, written over the first; answers whether it did. */
export function binaryOverInWasm(kernel: BinaryKernel, a: Tensor, b: Tensor): boolean {
  const pair = a.size < 2 || a.dtype !== 'float32' || b.dtype !== 'float32' ? undefined : binarySimd.get(kernel)?.pair;
  if (pair === undefined) return false;
  const [x, y] = [addressFor(a), addressFor(b)];
  if (x === 0 || y === 0) return false;
  pair(a.size, x, x, y);
  return true;
}

/** Where a tensor lies in row-major order, if need be as a copy; 0 if the kernels cannot have it so. */
function addressInOrder(x: Tensor): number {
  if (x.contiguousInStorage) return addressFor(x);
  return copyInWasm(x)?.storage.address ?? 0;
}

function withPair(kernel: Pairwise, a: Tensor, b: Tensor, shape: Shape, size: number): Tensor | null {
  const [x, y] = [addressInOrder(a), addressInOrder(b)];
  const out = x === 0 || y === 0 ? null : claim(size);
  if (out === null) return null;
  kernel(size, out.address, x, y);
  return new Tensor(out, shape);
}

function withNumber(kernel: WithNumber, x: Tensor, value: number, shape: Shape, size: number): Tensor | null {
  const from = addressInOrder(x);
  const out = from === 0 ? null : claim(size);
  if (out === null) return null;
  kernel(size, out.address, from, value);
  return new Tensor(out, shape);
}

/** `b` as one row for all rows of `a`, or as one number for each of them. */
function withVector(simd: BinarySimd, a: Tensor, b: Tensor, shape: Shape, size: number): Tensor | null {
  const isRow = b.size > 1 && endsIn(shape, b.shape);
  const columns = isRow ? b.size : shape[shape.length - 1]!;
  const isColumn =
    b.ndim === a.ndim && b.shape[b.ndim - 1] === 1 && sameShape(b.shape.slice(0, -1), shape.slice(0, -1));
  const kernel = isRow ? simd.row : isColumn ? simd.column : undefined;
  if (kernel === undefined) return null;
  const [x, y] = [addressInOrder(a), addressInOrder(b)];
  const out = x === 0 || y === 0 ? null : claim(size);
  if (out === null) return null;
  kernel(size / columns, columns, out.address, x, y);
  return new Tensor(out, shape);
}

/** Whether the last sizes of a shape are those of another, but for its leading sizes of 1. */
function endsIn(shape: Shape, end: Shape): boolean {
  let d = end.length;
  const shift = shape.length - d;
  while (d > 0 && end[d - 1] === shape[shift + d - 1]) d--;
  while (d > 0 && end[d - 1] === 1) d--;
  return d === 0;
}
