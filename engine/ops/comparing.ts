import type { BinaryKernel } from '../kernels/binary.ts';
import { ShapeError } from '../errors.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { expectTensor, Tensor } from '../tensor/tensor.ts';
import { asTensor, broadcastBinary } from './broadcast.ts';

export interface AllcloseOptions {
  readonly rtol?: number;
  readonly atol?: number;
  /** Whether NaN is close to NaN. */
  readonly equalNan?: boolean;
}

// Comparisons are flat wherever they have a slope at all, so they have no gradient and are not in the registry.
declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** 1 where this > other, else 0. Shape: the two broadcast. Grad: none. */
    gt(other: Tensor | number): Tensor;
    /** 1 where this ≥ other, else 0. Shape: the two broadcast. Grad: none. */
    ge(other: Tensor | number): Tensor;
    /** 1 where this < other, else 0. Shape: the two broadcast. Grad: none. */
    lt(other: Tensor | number): Tensor;
    /** 1 where this ≤ other, else 0. Shape: the two broadcast. Grad: none. */
    le(other: Tensor | number): Tensor;
    /** 1 where both are equal, else 0. Shape: the two broadcast. Grad: none. */
    eq(other: Tensor | number): Tensor;
    /** 1 where they differ, else 0. Shape: the two broadcast. Grad: none. */
    ne(other: Tensor | number): Tensor;
    /**
     * Whether every number is near its counterpart: |this − other| ≤ atol + rtol · |other|.
     *
     * Shape: both the same → a plain boolean.
     * Grad: none.
     * @throws ShapeError if the shapes differ.
     * @see https://pytorch.org/docs/stable/generated/torch.allclose.html
     */
    allclose(other: Tensor, options?: AllcloseOptions): boolean;
  }
}

function kernelOf(holds: (a: number, b: number) => boolean): BinaryKernel {
  return (n, out, oo, a, ao, as, b, bo, bs) => {
    for (let i = 0; i < n; i++) out[oo + i] = holds(a[ao + i * as]!, b[bo + i * bs]!) ? 1 : 0;
  };
}

function defineComparison(
  name: 'gt' | 'ge' | 'lt' | 'le' | 'eq' | 'ne',
  holds: (a: number, b: number) => boolean,
): void {
  const kernel = kernelOf(holds);
  Tensor.prototype[name] = function (other) {
    return broadcastBinary(name, kernel, this, asTensor(other, 'float64', name));
  };
}

defineComparison('gt', (a, b) => a > b);
defineComparison('ge', (a, b) => a >= b);
defineComparison('lt', (a, b) => a < b);
defineComparison('le', (a, b) => a <= b);
defineComparison('eq', (a, b) => a === b);
defineComparison('ne', (a, b) => a !== b);

Tensor.prototype.allclose = function (other, { rtol = 1e-5, atol = 1e-8, equalNan = false } = {}) {
  expectTensor(other, 'allclose');
  if (!sameShape(this.shape, other.shape)) {
    throw new ShapeError(
      `allclose: got shapes ${formatShape(this.shape)} and ${formatShape(other.shape)}; expected one shape.`,
    );
  }
  const near = kernelOf(
    (a, b) => a === b || Math.abs(a - b) <= atol + rtol * Math.abs(b) || (equalNan && a !== a && b !== b),
  );
  return broadcastBinary('allclose', near, this, other).storage.data.every((close) => close === 1);
};
