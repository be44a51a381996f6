import { ArgumentError } from '../errors.ts';
import { randperm, type RandomOptions } from '../tensor/random.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { Subset, type Dataset } from './dataset.ts';

/**
 * Deals the samples at random into parts that share none.
 *
 * `lengths` are counts that add up to all samples, or shares that add up to 1; samples that shares leave over go one by
 * one to the first parts.
 * @throws ArgumentError without a generator, or if the lengths add up to neither.
 * @see https://pytorch.org/docs/stable/data.html#torch.utils.data.random_split
 */
export function randomSplit<Batch extends readonly Tensor[]>(
  dataset: Dataset<Batch>,
  lengths: readonly number[],
  { generator }: Pick<RandomOptions, 'generator'>,
): Subset<Batch>[] {
  const order = randperm(dataset.length, { generator, dtype: 'float64' }).storage.data;
  let start = 0;
  return countsOf(lengths, dataset.length).map((count) => {
    const part = new Subset(dataset, order.subarray(start, start + count));
    start += count;
    return part;
  });
}

function countsOf(lengths: readonly number[], total: number): readonly number[] {
  const sum = lengths.reduce((before, length) => before + length, 0);
  if (lengths.every((length) => Number.isInteger(length) && length >= 0) && sum === total) return lengths;
  if (lengths.some((length) => !(length >= 0 && length <= 1)) || Math.abs(sum - 1) > 1e-9)
    throw new ArgumentError(
      `randomSplit: got lengths [${lengths.join(', ')}] for ${total} samples; expected counts that add up to ${total}, or shares that add up to 1.`,
    );
  const counts = lengths.map((share) => Math.floor(share * total));
  const left = total - counts.reduce((before, count) => before + count, 0);
  return counts.map((count, i) => (i < left ? count + 1 : count));
}
