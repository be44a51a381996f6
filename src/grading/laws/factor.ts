/** The right numbers, all multiplied by one factor: a constant, or one that grows with a dimension. */
import type { Candidate } from '../candidate.ts';
import type { Dims, ExerciseFunction, Signature } from '../exercise.ts';
import type { Plain } from '../observation.ts';
import { batchDimension, dimensionNames, dimsOf } from '../shape.ts';
import { leafOf, nest, runLeaf, shown, wantedLeaf } from './law.ts';
import type { ProgramLaw } from './law.ts';
import type { Trial } from '../trial.ts';

interface Factor {
  readonly id: string;
  readonly says: string;
  of(dims: Dims): number;
}

const constants: readonly Factor[] = [
  {
    id: 'sign',
    says: 'Every number has the right size and the wrong sign: somewhere a difference is taken the wrong way round, or a step direction has crept into the gradient.',
    of: () => -1,
  },
  {
    id: 'twice',
    says: 'Every number is exactly twice as large as it should be. Look for a square that was differentiated without its ½, or a term counted twice.',
    of: () => 2,
  },
  {
    id: 'half',
    says: 'Every number is exactly half of what it should be. Look for a ½ that differentiating should have cancelled.',
    of: () => 0.5,
  },
  { id: 'minus-twice', says: 'Every number is twice as large as it should be and has the wrong sign.', of: () => -2 },
  { id: 'minus-half', says: 'Every number is half of what it should be and has the wrong sign.', of: () => -0.5 },
];

/** Factors made of one or two lengths, above or below; also with the other sign, doubled or halved. */
function sizeFactors(signature: Signature): Factor[] {
  const names = dimensionNames(signature);
  const singles = names.flatMap((name) => [lengthFactor([name], []), lengthFactor([], [name])]);
  const pairs = names.flatMap((a, index) =>
    names
      .slice(index)
      .flatMap((b) => [
        lengthFactor([a, b], []),
        lengthFactor([], [a, b]),
        ...(a === b ? [] : [lengthFactor([a], [b]), lengthFactor([b], [a])]),
      ]),
  );
  return [...singles, ...pairs].flatMap((factor) => [
    factor,
    also(factor, 'minus', 'Its sign is wrong too.', -1),
    also(factor, 'twice', 'Besides, it is doubled, as by a square without its ½.', 2),
    also(factor, 'half', 'Besides, it is halved.', 0.5),
  ]);
}

function lengthFactor(times: readonly string[], over: readonly string[]): Factor {
  const names = [...new Set([...times, ...over])];
  const both = (multiplied: string, divided: string, join: string, link: string): string =>
    [times.length > 0 && multiplied + times.join(join), over.length > 0 && divided + over.join(join)]
      .filter(Boolean)
      .join(link);
  const meaning = names.map((name) => (name === batchDimension ? 'the number of samples' : `the length of ${name}`));
  return {
    id: both('times-', 'over-', '-', '-'),
    says: `Every number is right but ${both('multiplied by ', 'divided by ', '·', ' and ')}, ${meaning.join(' and ')}. ${whyLengths(times, over)}`,
    of: (dims) => product(times, dims) / product(over, dims),
  };
}

function whyLengths(times: readonly string[], over: readonly string[]): string {
  const [only, ...rest] = [...times, ...over];
  if (only !== batchDimension || rest.length > 0)
    return 'Which sum or mean brings that in, and does the task ask for it?';
  return times.length > 0
    ? 'That is what a sum over the samples gives where their mean is wanted.'
    : 'That is what averaging over the samples gives where their sum is wanted, or averaging a second time.';
}

function product(names: readonly string[], dims: Dims): number {
  return names.reduce((value, name) => value * (dims[name] ?? NaN), 1);
}

function also(factor: Factor, id: string, says: string, constant: number): Factor {
  return { id: `${id}-${factor.id}`, says: `${factor.says} ${says}`, of: (dims) => constant * factor.of(dims) };
}

/** The reference times a factor. */
export function scaled(signature: Signature, run: ExerciseFunction, of: (dims: Dims) => number): ExerciseFunction {
  return (...args: readonly Plain[]) => {
    const factor = of(dimsOf(signature, args));
    const leaf = runLeaf(run, args);
    return nest(
      leaf.data.map((number) => number * factor),
      leaf.shape,
    );
  };
}

/** All candidates of this family whose factor is the one measured on every probe. */
export const factorLaw: ProgramLaw = ({ signature, reference, trials }) => {
  const measured = trials.flatMap((trial) => {
    const ratio = ratioOf(trial);
    return ratio === undefined ? [] : [{ ratio, dims: dimsOf(signature, trial.args) }];
  });
  const first = measured[0];
  if (!first || measured.some(({ ratio }) => ratio === 0)) return [];
  const known = [...constants, ...sizeFactors(signature)];
  const fitting = known.filter((factor) => measured.every(({ ratio, dims }) => near(ratio, factor.of(dims))));
  const constant = measured.every(({ ratio }) => near(ratio, first.ratio));
  if (fitting.length === 0 && constant && !near(first.ratio, 1)) fitting.push(someConstant(first.ratio));
  return fitting.map(({ id, says, of }): Candidate => ({ id, says, run: scaled(signature, reference, of) }));
};

function someConstant(ratio: number): Factor {
  const why = Math.abs(ratio) < 1 ? ' Is a learning rate in it?' : '';
  return {
    id: 'constant-factor',
    says: `Every number is ${shown(ratio)} times what it should be: one constant factor too many.${why}`,
    of: () => ratio,
  };
}

function ratioOf(trial: Trial): number | undefined {
  const [got, wanted] = [leafOf(trial), wantedLeaf(trial)];
  if (!got || !wanted || got.data.length !== wanted.data.length) return undefined;
  let [product, square] = [0, 0];
  got.data.forEach((number, index) => {
    const should = wanted.data[index] ?? 0;
    product += number * should;
    square += should * should;
  });
  return square > 0 ? product / square : undefined;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-4 * Math.abs(b);
}
