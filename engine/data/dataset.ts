import { ArgumentError, IndexOutOfRangeError, ShapeError } from '../errors.ts';
import { takeRows } from '../kernels/rows.ts';
import { formatShape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, type Tensor } from '../tensor/tensor.ts';

/** One tensor for each of these. */
export type TensorsLike<Tensors extends readonly Tensor[]> = { readonly [K in keyof Tensors]: Tensor };

/** Samples that can be counted and fetched by number, several at a time. */
export interface Dataset<Batch extends readonly Tensor[] = readonly Tensor[]> {
  /** How many samples there are. */
  readonly length: number;
  /** The samples with these numbers, stacked: a copy of their rows. */
  take(indices: ArrayLike<number>): Batch;
}

/**
 * Tensors whose first dimension counts the same samples, such as images and their labels.
 *
 * Shape: each `[n, …]`; a batch of b samples is `[b, …]` each.
 * @throws ShapeError if the tensors disagree about n, or one is a single number.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.TensorDataset
 */
export class TensorDataset<Tensors extends readonly Tensor[]> implements Dataset<TensorsLike<Tensors>> {
  readonly length: number;
  readonly tensors: TensorsLike<Tensors>;

  constructor(...tensors: Tensors) {
    if (tensors.length === 0) throw new ArgumentError('TensorDataset: got no tensors; expected at least one.');
    tensors.forEach((each) => expectTensor(each, 'TensorDataset'));
    const length = tensors[0]!.shape[0];
    if (length === undefined || tensors.some((each) => each.shape[0] !== length)) {
      const shapes = tensors.map((each) => formatShape(each.shape)).join(' and ');
      throw new ShapeError(`TensorDataset: got the shapes ${shapes}; expected one size in the first dimension of all.`);
    }
    this.length = length;
    // Rows have to lie in one piece, so that a sample is one copy.
    this.tensors = tensors.map((each) => each.detach().contiguous()) as unknown as TensorsLike<Tensors>;
  }

  take(indices: ArrayLike<number>): TensorsLike<Tensors> {
    checkIndices(indices, this.length);
    return this.tensors.map((each) => rowsOf(each, indices)) as unknown as TensorsLike<Tensors>;
  }
}

/**
 * Some of the samples of another data set, counted anew.
 *
 * @throws IndexOutOfRangeError if there is no such sample.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.Subset
 */
export class Subset<Batch extends readonly Tensor[]> implements Dataset<Batch> {
  readonly dataset: Dataset<Batch>;
  readonly indices: readonly number[];

  constructor(dataset: Dataset<Batch>, indices: ArrayLike<number>) {
    checkIndices(indices, dataset.length);
    this.dataset = dataset;
    this.indices = Array.from(indices);
  }

  get length(): number {
    return this.indices.length;
  }

  take(indices: ArrayLike<number>): Batch {
    checkIndices(indices, this.length);
    return this.dataset.take(Array.from(indices, (index) => this.indices[index]!));
  }
}

function rowsOf(input: Tensor, rows: ArrayLike<number>): Tensor {
  const shape = input.shape.slice(1);
  const width = shape.reduce((product, size) => product * size, 1);
  const out = allocate(input.dtype, rows.length * width);
  takeRows(rows.length, width, out, input.storage.data, input.offset, rows);
  return fromData(out, [rows.length, ...shape]);
}

function checkIndices(indices: ArrayLike<number>, length: number): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (!Number.isInteger(index) || index < 0 || index >= length)
      throw new IndexOutOfRangeError(
        `data set: got index ${index}; expected a whole number from 0 to ${length - 1}, as there are ${length} samples.`,
      );
  }
}
