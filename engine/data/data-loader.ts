import { ArgumentError } from '../errors.ts';
import { Generator } from '../generator.ts';
import { randperm } from '../tensor/random.ts';
import type { FloatArray } from '../tensor/storage.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Dataset } from './dataset.ts';

export interface DataLoaderOptions {
  /** How many samples make a batch. 1 unless said otherwise. */
  readonly batchSize?: number;
  /** Whether each pass takes the samples in a new random order. */
  readonly shuffle?: boolean;
  /** Where that order comes from; asked for when shuffling, so that every run can be repeated. */
  readonly generator?: Generator;
  /** Whether a last batch that is not full is left out. */
  readonly dropLast?: boolean;
}

/**
 * A data set in batches: `for (const [x, y] of loader) …` is one pass over it.
 *
 * Shape: each batch is `[batchSize, …]` for each tensor of the data set; the last may be shorter.
 * @throws ArgumentError if `batchSize` is not a whole number from 1 up, or for shuffling without a generator.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader
 */
export class DataLoader<Batch extends readonly Tensor[]> {
  readonly dataset: Dataset<Batch>;
  readonly batchSize: number;
  readonly dropLast: boolean;
  readonly #generator: Generator | null;

  constructor(
    dataset: Dataset<Batch>,
    { batchSize = 1, shuffle = false, generator, dropLast = false }: DataLoaderOptions = {},
  ) {
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new ArgumentError(`DataLoader: got batchSize ${batchSize}; expected a whole number from 1 up.`);
    if (shuffle && !(generator instanceof Generator))
      throw new ArgumentError(
        'DataLoader: got shuffle without a generator; expected one with a seed, for example { shuffle: true, generator: new Generator(42) }.',
      );
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.dropLast = dropLast;
    this.#generator = shuffle ? generator! : null;
  }

  /** How many batches a pass has. */
  get length(): number {
    const batches = this.dataset.length / this.batchSize;
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  *[Symbol.iterator](): Iterator<Batch> {
    const order = this.#order();
    for (let batch = 0; batch < this.length; batch++) {
      const start = batch * this.batchSize;
      yield this.dataset.take(order.subarray(start, start + this.batchSize));
    }
  }

  #order(): FloatArray {
    const n = this.dataset.length;
    if (this.#generator === null) return Float64Array.from({ length: n }, (_, i) => i);
    return randperm(n, { generator: this.#generator, dtype: 'float64' }).storage.data;
  }
}
