/** An argument left out, counted twice, taken for another, or handed back: the reference with its arguments changed. */
import type { Candidate } from '../candidate.ts';
import { encode, leavesOf } from '../encode.ts';
import type { ExerciseFunction } from '../exercise.ts';
import type { Plain } from '../observation.ts';
import { mapNumbers } from '../plain.ts';
import { leafOf, nest, runLeaf, shown, wantedLeaf } from './law.ts';
import type { Evidence, ProgramLaw } from './law.ts';

/** As if all numbers of one argument were 1 (a factor is missing) or 0 (a term is missing). */
export const absentArgumentLaw: ProgramLaw = ({ signature, reference }) =>
  signature.parameters.flatMap((parameter, index): Candidate[] => {
    if (parameter.discrete) return [];
    const replaced =
      (value: number): ExerciseFunction =>
      (...args: readonly Plain[]) =>
        reference(...(args.map((arg, place) => (place === index ? mapNumbers(arg, () => value) : arg)) as never[]));
    const { name } = parameter;
    return [
      {
        id: `without-factor-${name}`,
        says: `Your answer is what comes out if every number of ${name} were 1: ${name} is missing as a factor.`,
        run: replaced(1),
      },
      {
        id: `without-term-${name}`,
        says: `Your answer is what comes out if every number of ${name} were 0: ${name} never enters, or is missing as a term.`,
        run: replaced(0),
      },
    ];
  });

/** One argument in the place of another of the same shape. */
export const swappedArgumentLaw: ProgramLaw = ({ signature, reference }) =>
  signature.parameters.flatMap((parameter, index) =>
    signature.parameters.flatMap((other, source): Candidate[] => {
      if (source === index || parameter.type !== other.type || parameter.discrete || other.discrete) return [];
      const run: ExerciseFunction = (...args: readonly Plain[]) =>
        reference(...(args.map((arg, place) => (place === index ? args[source] : arg)) as never[]));
      const says = `Your answer is what comes out with ${other.name} in the place of ${parameter.name}.`;
      return [{ id: `${other.name}-for-${parameter.name}`, says, run }];
    }),
  );

/** The right answer multiplied once more by an argument: a number, one of the same shape, or one row along the last axis. */
export const extraFactorLaw: ProgramLaw = ({ signature, reference }) =>
  signature.parameters.map((parameter, index): Candidate => ({
    id: `extra-factor-${parameter.name}`,
    says: `Your answer is the right one multiplied by ${parameter.name} once too often.`,
    run: (...args: readonly Plain[]) => {
      const answer = runLeaf(reference, args);
      const factor = leavesOf(encode(args[index]))?.[0];
      const last = answer.shape.at(-1) ?? 1;
      const fits =
        factor &&
        (factor.shape.length === 0 ||
          String(factor.shape) === String(answer.shape) ||
          String(factor.shape) === String([last]));
      if (!fits) throw new Error('The shapes do not fit.');
      return nest(
        answer.data.map((number, entry) => number * (factor.data[entry % factor.data.length] ?? NaN)),
        answer.shape,
      );
    },
  }));

/** An argument as it came. */
export const returnedArgumentLaw: ProgramLaw = ({ signature }) =>
  signature.parameters.map(({ name }, index): Candidate => ({
    id: `returned-${name}`,
    says: `You returned ${name} itself; nothing else enters.`,
    run: (...args: readonly Plain[]) => args[index],
  }));

/** What training changes, moved by a multiple of the right answer: the step was taken where its gradient is wanted. */
export const steppedLaw: ProgramLaw = (evidence) =>
  evidence.signature.parameters.flatMap(({ name, quantity }, index): Candidate[] => {
    const rate = quantity === 'weight' || quantity === 'bias' ? rateOf(evidence, index) : 0;
    if (rate === 0) return [];
    const step = `${name} ${rate < 0 ? '−' : '+'} ${shown(Math.abs(rate))}`;
    return [
      {
        id: `stepped-${name}`,
        says: `You returned the new ${name}, which is ${step} times the gradient. The gradient alone is asked for; the step comes afterwards.`,
        run: (...args: readonly Plain[]) => {
          const [answer, before] = [runLeaf(evidence.reference, args), leavesOf(encode(args[index]))?.[0]];
          if (String(before?.shape) !== String(answer.shape)) throw new Error('The shapes do not fit.');
          return nest(
            answer.data.map((number, entry) => (before?.data[entry] ?? NaN) + rate * number),
            answer.shape,
          );
        },
      },
    ];
  });

/** The multiple that fits best over all probes; the large answers, which show it best, count most. */
function rateOf({ trials }: Evidence, index: number): number {
  let [product, square] = [0, 0];
  for (const trial of trials) {
    const [got, wanted, before] = [leafOf(trial), wantedLeaf(trial), leavesOf(encode(trial.args[index]))?.[0]];
    if (!got || !wanted || !before || String(before.shape) !== String(got.shape)) continue;
    wanted.data.forEach((should, entry) => {
      product += ((got.data[entry] ?? NaN) - (before.data[entry] ?? NaN)) * should;
      square += should * should;
    });
  }
  return square > 0 && Number.isFinite(product) ? product / square : 0;
}
