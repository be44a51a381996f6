/** Wrong on certain probes only: batches, shapes that are not square, large numbers. */
import { numbersOf } from '../plain.ts';
import { batchDimension, dimensionNames } from '../shape.ts';
import type { Trial } from '../trial.ts';
import { leafOf } from './law.ts';
import type { Pattern, PatternLaw } from './law.ts';

interface Region extends Pattern {
  holds(trial: Trial): boolean;
}

/** Wrong on exactly the probes of a region, right on all others. */
export const regionLaw: PatternLaw = ({ signature, trials }) => {
  const wrong = trials.filter((trial) => trial.flaw);
  if (wrong.length === 0 || wrong.length === trials.length) return [];
  const verb = wrong.every((trial) => trial.flaw?.kind === 'threw') ? 'stops with an error' : 'is wrong';
  const found = regions(dimensionNames(signature), verb).find((region) =>
    trials.every((trial) => (trial.flaw !== undefined) === region.holds(trial)),
  );
  return found ? [{ id: found.id, says: found.says }] : [];
};

function regions(names: readonly string[], verb: string): Region[] {
  const lengthOf = (trial: Trial, name: string): number => trial.probe.size.dims[name] ?? 0;
  const batch: Region = {
    id: 'only-in-a-batch',
    says: `With one sample your answer is right; it ${verb} as soon as there are more. Look at how the samples are put together.`,
    holds: (trial) => lengthOf(trial, batchDimension) > 1,
  };
  const longer = names
    .filter((name) => name !== batchDimension)
    .map((name): Region => ({
      id: `only-when-${name}-exceeds-one`,
      says: `With ${name} = 1 your answer is right; it ${verb} as soon as ${name} is larger.`,
      holds: (trial) => lengthOf(trial, name) > 1,
    }));
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));
  const unequal = pairs.flatMap(([a, b]): Region[] => [
    {
      id: `only-when-${a}-is-not-${b}`,
      says: `When ${a} and ${b} are equal your answer is right; it ${verb} when they differ. Look at which length belongs to rows and which to columns.`,
      holds: (trial) => lengthOf(trial, a) !== lengthOf(trial, b),
    },
    {
      id: `only-when-${a}-exceeds-${b}`,
      says: `Your answer ${verb} only when ${a} is larger than ${b}. Look at which length your loops run to.`,
      holds: (trial) => lengthOf(trial, a) > lengthOf(trial, b),
    },
    {
      id: `only-when-${b}-exceeds-${a}`,
      says: `Your answer ${verb} only when ${b} is larger than ${a}. Look at which length your loops run to.`,
      holds: (trial) => lengthOf(trial, b) > lengthOf(trial, a),
    },
  ]);
  const numbers: Region[] = [
    {
      id: 'only-large',
      says: `Your answer ${verb} only for numbers about a million: a bound, a rounding or an overflow?`,
      holds: (trial) => trial.probe.size.values === 'large',
    },
    {
      id: 'only-tiny',
      says: `Your answer ${verb} only for numbers about a millionth: are they rounded, or taken for zero?`,
      holds: (trial) => trial.probe.size.values === 'tiny',
    },
    {
      id: 'only-with-zeros',
      says: `Your answer ${verb} only when some of the numbers are zero.`,
      holds: (trial) => trial.args.some((arg) => numbersOf(arg).includes(0)),
    },
    {
      id: 'only-with-negatives',
      says: `Your answer ${verb} only when some of the numbers are negative.`,
      holds: (trial) => trial.args.some((arg) => numbersOf(arg).some((number) => number < 0)),
    },
  ];
  return [...(names.includes(batchDimension) ? [batch] : []), ...longer, ...unequal, ...numbers];
}

/** NaN or an infinity somewhere, right wherever the numbers are finite. */
export const notFiniteLaw: PatternLaw = ({ trials }) => {
  const wrong = trials.filter((trial) => trial.flaw);
  const odd = wrong.map(
    (trial) => trial.flaw?.entries?.every((entry) => !Number.isFinite(leafOf(trial)?.data[entry])) ?? false,
  );
  if (wrong.length === 0 || !odd.every(Boolean)) return [];
  const nan = wrong.some((trial) => leafOf(trial)?.data.some(Number.isNaN));
  const says = nan
    ? 'NaN comes out where a number belongs. That is what reading past the end of an array, 0/0 or ∞ − ∞ leaves behind.'
    : 'Infinity comes out where a number belongs: something overflows, or is divided by zero.';
  return [{ id: nan ? 'nan' : 'infinite', says }];
};

// What was wanted and what came is said with the case that is shown.
const wrongForm = {
  shape: 'The answer has the wrong shape, so its numbers could not be compared.',
  type: 'What comes back is not made of numbers alone, so there was nothing to compare. What does your `return` give?',
} as const;

/** Never a wrong number, but always the wrong kind or shape of answer. */
export const shapeLaw: PatternLaw = ({ trials }) => {
  const wrong = trials.flatMap((trial) => trial.flaw ?? []);
  const first = wrong[0];
  if (first?.kind !== 'shape' && first?.kind !== 'type') return [];
  if (!wrong.every((flaw) => flaw.kind === 'shape' || flaw.kind === 'type')) return [];
  return [{ id: first.kind, says: wrongForm[first.kind] }];
};
