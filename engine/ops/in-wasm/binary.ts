import * as plain from '../../kernels/binary.ts';
import type { BinaryKernel } from '../../kernels/binary.ts';
import type { WasmKernels } from '../../kernels/wasm-kernels.ts';
import { claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { sameShape, type Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor, isOneNumber, numberOf } from './place.ts';

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
    .set(plain.powSlopeOfBase, { number: k.mulScalar, onlyFor: 2 });
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
