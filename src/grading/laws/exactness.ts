/** Nothing but zeros, the right formula carried out too coarsely, or a function that leaves traces. */
import { wrongEntries } from '../agreement.ts';
import type { Candidate } from '../candidate.ts';
import { sameEncoded } from '../encode.ts';
import type { Plain } from '../observation.ts';
import type { Trial } from '../trial.ts';
import { leafOf, nest, runLeaf } from './law.ts';
import type { PatternLaw, ProgramLaw } from './law.ts';

const coarse = 1e-3;
const mostDecimals = 6;

/** Zeros everywhere: often the starter, as it was. */
export const zerosLaw: PatternLaw = ({ trials }) => {
  const answered = trials.flatMap((trial) => leafOf(trial) ?? []);
  // An empty array is no zero.
  const zeros =
    answered.length > 0 && answered.every(({ data }) => data.length > 0 && data.every((number) => number === 0));
  return zeros
    ? [
        {
          id: 'zeros',
          says: 'Every number is zero. If that is the placeholder you started from, write your own line in its place; if not, nothing is ever added to the zeros.',
        },
      ]
    : [];
};

/** Right to three digits or more on every probe, but not to six. */
export const coarseLaw: PatternLaw = ({ trials }) => {
  const close = trials.every((trial) => {
    const leaf = leafOf(trial);
    return (
      !trial.flaw ||
      (trial.flaw.kind === 'value' &&
        leaf !== undefined &&
        wrongEntries(leaf, trial.reference, 0, true, coarse).length === 0)
    );
  });
  return close && trials.some((trial) => trial.flaw)
    ? [
        {
          id: 'coarse',
          says: 'The formula looks right, but the numbers agree to a few digits only. Something rounds on the way: a toFixed, a wide finite-difference step, a small constant added for safety.',
        },
      ]
    : [];
};

/** Right answers from a function that changes its arguments or remembers earlier calls. */
export const tracesLaw: PatternLaw = ({ trials }) => {
  const kinds = new Set(trials.flatMap((trial) => trial.flaw?.kind ?? []));
  if (kinds.has('unrepeatable') || keepsState(trials)) {
    return [
      {
        id: 'keeps-state',
        says: 'Asked the same question twice, your function answers differently: something outside it (a variable of the module, a random number) is carried from call to call. Keep all it needs inside.',
      },
    ];
  }
  const only = kinds.size === 1 && kinds.has('mutated');
  return only
    ? [
        {
          id: 'mutates',
          says: 'The numbers are right, but your function changes its arguments, and whoever called it still needs them. Work on a copy.',
        },
      ]
    : [];
};

function keepsState(trials: readonly Trial[]): boolean {
  return trials.some(
    ({ flaw, outcome }) => flaw && outcome.kind === 'returned' && !sameEncoded(outcome.value, outcome.again),
  );
}

/** The right answer rounded to so many decimals. */
export const roundedLaw: ProgramLaw = ({ reference }) =>
  Array.from({ length: mostDecimals + 1 }, (_, decimals): Candidate => ({
    id: `rounded-to-${decimals}`,
    says: `Your answer is the right one rounded to ${decimals} decimals. Round when you show a number, not when you compute with it: a small gradient becomes 0 that way.`,
    run: (...args: readonly Plain[]) => {
      const { data, shape } = runLeaf(reference, args);
      return nest(
        data.map((number) => Math.round(number * 10 ** decimals) / 10 ** decimals),
        shape,
      );
    },
  }));
