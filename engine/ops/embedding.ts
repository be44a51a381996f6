import * as kernels from '../kernels/embedding.ts';
import { IndexOutOfRangeError, ShapeError } from '../errors.ts';
import { countOf, formatShape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, Tensor } from '../tensor/tensor.ts';
import { defineOp } from './define.ts';
import { embedBackwardInWasm, embedInWasm } from './in-wasm/embedding.ts';
import { awayFromZero, randomShape } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The rows of `weight` that the numbers in this tensor name: a table looked up.
     *
     * Shape: any shape `[…]` of row numbers and a weight of `[rows, d]` → `[…, d]`.
     * Grad: to `weight`, each row the sum of gradOutput over the places where it was named; none to the row numbers.
     * @throws IndexOutOfRangeError if a row does not exist.
     * @throws ShapeError if `weight` is not a matrix.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html
     */
    embedding(weight: Tensor): Tensor;
  }
}

const embedding = defineOp<[Tensor], [indices: Tensor]>({
  name: 'embedding',
  forward: ([weight], indices) => {
    const width = weight.shape[1]!;
    const table = weight.contiguous();
    const fast = embedInWasm(indices, table);
    if (fast !== null) return fast;
    const { storage, offset } = table;
    const out = allocate(weight.dtype, indices.size * width);
    kernels.copyRows(indices.size, width, out, indices.storage.data, indices.offset, storage.data, offset);
    return fromData(out, [...indices.shape, width]);
  },
  backward: [
    (gradOutput, node, indices) => {
      const shape = node.shapeOf(0);
      const g = gradOutput.contiguous();
      const fast = embedBackwardInWasm(indices, g, shape);
      if (fast !== null) return fast;
      const { storage, offset } = g;
      const gradWeight = allocate(gradOutput.dtype, countOf(shape));
      kernels.addToRows(
        indices.size,
        shape[1]!,
        gradWeight,
        indices.storage.data,
        indices.offset,
        storage.data,
        offset,
      );
      return fromData(gradWeight, shape);
    },
  ],
  sample: (generator) => {
    const [rows, width] = [generator.integer(1, 5), generator.integer(1, 5)];
    const shape = randomShape(generator);
    const indices = fromData(
      Float64Array.from({ length: countOf(shape) }, () => generator.integer(0, rows)),
      shape,
    );
    return { inputs: [awayFromZero(generator, [rows, width])], run: (weight) => indices.embedding(weight!) };
  },
});

function checkRows(indices: Tensor, rows: number): void {
  const { data } = indices.storage;
  for (let i = 0; i < indices.size; i++) {
    const row = data[indices.offset + i]!;
    if (Number.isInteger(row) && row >= 0 && row < rows) continue;
    throw new IndexOutOfRangeError(
      `embedding: got index ${row} (at position ${i} of ${indices.size}); ` +
        `expected a whole number from 0 to ${rows - 1}, as the weight has ${rows} rows.`,
    );
  }
}

Tensor.prototype.embedding = function (weight) {
  expectTensor(weight, 'embedding');
  if (weight.ndim !== 2) {
    throw new ShapeError(
      `embedding: got a weight of shape ${formatShape(weight.shape)}; expected [rows, d]. ` +
        `The method is called on the row numbers: indices.embedding(weight).`,
    );
  }
  // Copied: they may be written to later, and backward has to find the same rows.
  const indices = this.detach().clone();
  checkRows(indices, weight.shape[0]!);
  return embedding([weight], indices);
};
