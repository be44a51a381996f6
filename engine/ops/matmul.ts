import * as kernels from '../kernels/matmul.ts';
import { ShapeError } from '../errors.ts';
import { forEachRun } from '../tensor/runs.ts';
import { broadcastShapes, broadcastStrides, countOf, formatShape, type Shape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, Tensor } from '../tensor/tensor.ts';
import { expectSameDtype, sumToShape } from './broadcast.ts';
import { defineOp } from './define.ts';
import { batchInWasm, matmulInWasm, multiplyBatch } from './in-wasm/matmul.ts';
import { awayFromZero, broadcastPair } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The matrix product: row i of this times column j of other, summed, is element [i, j].
     *
     * Shape: `[n, k]` · `[k, m]` → `[n, m]`; a vector drops its dimension from the result: `[k]` · `[k]` → `[]`;
     * dimensions before the last two are batches, and broadcast.
     * Grad: gradOutput · otherᵀ to this, thisᵀ · gradOutput to other, summed over repeated batches.
     * @throws ShapeError if the inner sizes differ, or for a tensor without dimensions.
     * @throws DtypeError if the dtypes differ.
     * @see https://pytorch.org/docs/stable/generated/torch.matmul.html
     */
    matmul(other: Tensor): Tensor;
  }
}

/** A vector on the left is a row, one on the right is a column. */
function asRow(a: Tensor): Tensor {
  return a.ndim === 1 ? a.unsqueeze(0) : a;
}

/** A matrix seen with rows and columns exchanged. */
function turned(x: Tensor): Tensor {
  return new Tensor(x.storage, [x.shape[1]!, x.shape[0]!], [x.strides[1]!, x.strides[0]!], x.offset);
}

function asColumn(b: Tensor): Tensor {
  return b.ndim === 1 ? b.unsqueeze(1) : b;
}

function view(x: Tensor, offset: number): kernels.MatrixView {
  return { data: x.storage.data, offset, rowStride: x.strides[x.ndim - 2]!, columnStride: x.strides[x.ndim - 1]! };
}

/** The product of two tensors that have at least two dimensions each. */
function multiply(a: Tensor, b: Tensor): Tensor {
  const m = a.shape[a.ndim - 2]!;
  const k = a.shape[a.ndim - 1]!;
  const n = b.shape[b.ndim - 1]!;
  if (a.ndim === 2 && b.ndim === 2) {
    const fast = matmulInWasm(m, k, n, a, b);
    if (fast !== null) return fast;
    const out = allocate(a.dtype, m * n);
    kernels.matmul(m, k, n, out, 0, view(a, a.offset), view(b, b.offset));
    return fromData(out, [m, n]);
  }
  const batchesOfA = a.shape.slice(0, -2);
  const batchesOfB = b.shape.slice(0, -2);
  const batches = broadcastShapes(batchesOfA, batchesOfB, 'matmul (batches)');
  const shape = [...batches, m, n];
  const fast = batchInWasm(a, b, shape, countOf(shape));
  const out = fast === null ? allocate(a.dtype, countOf(shape)) : null;
  forEachRun(
    batches,
    broadcastStrides(batchesOfA, a.strides.slice(0, -2), batches),
    a.offset,
    broadcastStrides(batchesOfB, b.strides.slice(0, -2), batches),
    b.offset,
    (length, position, ao, as, bo, bs) => {
      if (out === null) return multiplyBatch(fast!, length, position, a, ao, as, b, bo, bs);
      for (let i = 0; i < length; i++) {
        kernels.matmul(m, k, n, out, (position + i) * m * n, view(a, ao + i * as), view(b, bo + i * bs));
      }
    },
  );
  return out === null ? fast!.tensor : fromData(out, shape);
}

/** The shape of the full product, before the dimensions that stand for vectors are dropped. */
function fullShape(a: Tensor, b: Tensor, product: Tensor): Shape {
  const rows = a.ndim === 1 ? [1] : [];
  const columns = b.ndim === 1 ? [1] : [];
  const kept = product.shape;
  const split = b.ndim === 1 ? kept.length : kept.length - 1;
  return [...kept.slice(0, split), ...rows, ...kept.slice(split), ...columns];
}

const matmul = defineOp<[Tensor, Tensor]>({
  name: 'matmul',
  forward: ([a, b]) => {
    const product = multiply(asRow(a), asColumn(b));
    if (a.ndim > 1 && b.ndim > 1) return product;
    const batches = product.shape.slice(0, -2);
    const rows = a.ndim === 1 ? [] : product.shape.slice(-2, -1);
    const columns = b.ndim === 1 ? [] : product.shape.slice(-1);
    return product.reshape([...batches, ...rows, ...columns]);
  },
  backward: [
    (gradOutput, node) => {
      const b = node.savedInput(1);
      if (gradOutput.ndim === 2 && b.ndim === 2) return multiply(gradOutput, turned(b));
      const g = gradOutput.reshape(fullShape(node.inputs[0]!, b, gradOutput));
      const gradInput = multiply(g, asColumn(b).transpose(-2, -1));
      return sumToShape(gradInput, asRow(node.inputs[0]!).shape).reshape(node.shapeOf(0));
    },
    (gradOutput, node) => {
      const a = node.savedInput(0);
      if (gradOutput.ndim === 2 && a.ndim === 2) return multiply(turned(a), gradOutput);
      const g = gradOutput.reshape(fullShape(a, node.inputs[1]!, gradOutput));
      const gradOther = multiply(asRow(a).transpose(-2, -1), g);
      return sumToShape(gradOther, asColumn(node.inputs[1]!).shape).reshape(node.shapeOf(1));
    },
  ],
  sample: (generator) => {
    const [n, k, m] = [generator.integer(1, 7), generator.integer(1, 7), generator.integer(1, 7)];
    const [batchesOfA, batchesOfB] = broadcastPair(generator);
    const shapes: [Shape, Shape][] = [
      [[k], [k]],
      [[n, k], [k]],
      [[k], [k, m]],
      [
        [n, k],
        [k, m],
      ],
      [[k], [...batchesOfB, k, m]],
      [[...batchesOfA, n, k], [k]],
      [
        [...batchesOfA, n, k],
        [...batchesOfB, k, m],
      ],
    ];
    const [shapeA, shapeB] = shapes[generator.integer(0, shapes.length)]!;
    return { inputs: [awayFromZero(generator, shapeA), awayFromZero(generator, shapeB)], run: (a, b) => a!.matmul(b!) };
  },
});

Tensor.prototype.matmul = function (other) {
  expectTensor(other, 'matmul');
  expectSameDtype(this, other, 'matmul');
  const k = this.shape[this.ndim - 1];
  const rows = other.shape[other.ndim === 1 ? 0 : other.ndim - 2];
  if (k === undefined || k !== rows) throw misfit(this, other);
  return matmul([this, other]);
};

function misfit(a: Tensor, b: Tensor): ShapeError {
  const shapes = `matmul: got shapes ${formatShape(a.shape)} and ${formatShape(b.shape)}`;
  if (a.ndim === 0 || b.ndim === 0) {
    return new ShapeError(`${shapes}; expected at least one dimension each. Use mul for a single number.`);
  }
  const rows = b.ndim === 1 ? 'size' : 'number of rows';
  return new ShapeError(
    `${shapes}; expected the last size of the first (${a.shape[a.ndim - 1]}) to equal the ${rows} ` +
      `of the second (${b.shape[b.ndim === 1 ? 0 : b.ndim - 2]}). Perhaps one of them wants transposing: .T`,
  );
}
