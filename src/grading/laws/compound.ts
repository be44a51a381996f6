/** Two slips at once: a known mistake of the exercise whose numbers are also multiplied by a factor. */
import type { Candidate } from '../candidate.ts';
import type { Signature } from '../exercise.ts';
import { batchDimension, dimensionNames } from '../shape.ts';
import { scaled } from './factor.ts';

/** The known mistakes with the opposite sign, or with a mean of the samples too many or too few. */
export function compoundMistakes(signature: Signature, mistakes: readonly Candidate[]): Candidate[] {
  return mistakes.flatMap(({ id, says, see, run }) => {
    const compound = (name: string, more: string, of: Parameters<typeof scaled>[2]): Candidate => ({
      id: `${id}+${name}`,
      says: `Two things at once. ${says} Besides, ${more}`,
      ...(see !== undefined && { see }),
      run: scaled(signature, run, of),
    });
    const sign = compound('sign', 'the sign is the wrong way round.', () => -1);
    if (!dimensionNames(signature).includes(batchDimension)) return [sign];
    return [
      sign,
      compound(
        `times-${batchDimension}`,
        'the result is multiplied by the number of samples: a sum where a mean is wanted.',
        (dims) => dims[batchDimension] ?? NaN,
      ),
      compound(
        `over-${batchDimension}`,
        'the result is divided by the number of samples: a mean too many.',
        (dims) => 1 / (dims[batchDimension] ?? NaN),
      ),
    ];
  });
}
