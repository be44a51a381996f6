import { ArgumentError, ShapeError } from '../errors.ts';
import { noGrad } from '../autograd/mode.ts';
import { totalNorm } from '../optim/clip-grad.ts';
import { randn, type RandomOptions } from '../tensor/random.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';
import { allocate } from '../tensor/storage.ts';

/** What training changed: for each parameter, its new value less its old one. */
export type Update = readonly Tensor[];

/**
 * The average of several updates, each weighted by how many samples it was learned from.
 *
 * Shape: updates of one shape → an update of that shape: Σ counts[k] · updates[k] / Σ counts.
 * @throws ArgumentError if there are no updates, or other numbers of counts, or the counts are negative or add up to 0.
 * @throws ShapeError if the updates are of different shapes.
 * @see McMahan et al., "Communication-Efficient Learning of Deep Networks from Decentralized Data" (2017), algorithm 1
 */
export function fedAvg(updates: readonly Update[], counts: readonly number[]): Tensor[] {
  if (updates.length === 0 || updates.length !== counts.length)
    throw new ArgumentError(
      `fedAvg: got ${updates.length} updates and ${counts.length} counts; expected one count for each of at least one update.`,
    );
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!counts.every((count) => count >= 0) || !(total > 0))
    throw new ArgumentError(
      `fedAvg: got the counts [${counts.join(', ')}]; expected numbers from 0 up, not all of them 0.`,
    );
  const first = updates[0]!;
  updates.forEach((update) => expectAlike('fedAvg', first, update));
  return first.map((like, i) =>
    fromSums(like, (sums) =>
      updates.forEach((update, k) => {
        const { storage, offset } = update[i]!.detach().contiguous();
        const weight = counts[k]! / total;
        for (let j = 0; j < sums.length; j++) sums[j]! += weight * storage.data[offset + j]!;
      }),
    ),
  );
}

/**
 * The update itself if it is short enough, otherwise shortened to `maxNorm`: all its numbers times min(1, maxNorm / norm).
 *
 * Shape: unchanged; the norm is that of all its tensors as one long vector.
 * @throws ArgumentError if `maxNorm` is not above 0.
 * @see McMahan et al., "Learning Differentially Private Recurrent Language Models" (2018), "flat clipping"
 */
export function clipUpdate(update: Update, maxNorm: number): Tensor[] {
  if (!(maxNorm > 0)) throw new ArgumentError(`clipUpdate: got maxNorm ${maxNorm}; expected a number above 0.`);
  const scale = Math.min(1, maxNorm / totalNorm(update));
  return noGrad(() => update.map((each) => each.mul(scale)));
}

/**
 * The update with a normal random number of standard deviation `std` added to each number.
 *
 * Shape: unchanged.
 * @throws ArgumentError if `std` is negative, or without a generator.
 * @see Dwork & Roth, "The Algorithmic Foundations of Differential Privacy" (2014), appendix A, for the Gaussian mechanism
 */
export function addGaussianNoise(
  update: Update,
  std: number,
  { generator }: Pick<RandomOptions, 'generator'>,
): Tensor[] {
  if (!(std >= 0)) throw new ArgumentError(`addGaussianNoise: got std ${std}; expected a number from 0 up.`);
  return noGrad(() => update.map((each) => each.add(randn(each.shape, { generator, dtype: each.dtype }).mul(std))));
}

/** Refuses a list of tensors whose shapes are not those of another list. */
export function expectAlike(caller: string, expected: Update, got: Update): void {
  if (expected.length === got.length && expected.every((each, i) => sameShape(each.shape, got[i]!.shape))) return;
  const shapes = (update: Update): string => update.map((each) => formatShape(each.shape)).join(', ');
  throw new ShapeError(
    `${caller}: got an update of shapes ${shapes(got)}; expected ${shapes(expected)}, one tensor for each parameter.`,
  );
}

/** A tensor like another, added up in float64 and rounded once. */
function fromSums(like: Tensor, addUp: (sums: Float64Array) => void): Tensor {
  const sums = new Float64Array(like.size);
  addUp(sums);
  const out = allocate(like.dtype, like.size);
  out.set(sums);
  return fromData(out, like.shape);
}
