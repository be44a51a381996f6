/** What a law of diagnosis is: a general way to be wrong, in any exercise. */
import type { Candidate } from '../candidate.ts';
import { leavesOf, encode } from '../encode.ts';
import type { Leaf } from '../encode.ts';
import type { ExerciseFunction, Signature } from '../exercise.ts';
import type { Trial } from '../trial.ts';

/** One part of the learner's answers over all probes, with the reference for that part. */
export interface Evidence {
  readonly signature: Signature;
  /** Right program for this part alone. */
  readonly reference: ExerciseFunction;
  /** Each with one leaf as `got`, and the reference for it. */
  readonly trials: readonly Trial[];
}

/** What a law found, put so that it can be checked by running it. */
export type ProgramLaw = (evidence: Evidence) => readonly Candidate[];

/** A sentence about where the answers are wrong, when no program was found that gives them. */
export interface Pattern {
  readonly id: string;
  readonly says: string;
}

/** What a law found by looking at which probes and entries are wrong. */
export type PatternLaw = (evidence: Evidence) => readonly Pattern[];

/** The single leaf of a part's answer. */
export function leafOf(trial: Trial): Leaf | undefined {
  return trial.got?.[0];
}

export function wantedLeaf(trial: Trial): Leaf | undefined {
  return trial.reference.leaves?.[0];
}

/** What a trusted program returns, as its first array or number. @throws when it returns something else. */
export function runLeaf(run: ExerciseFunction, args: readonly unknown[]): Leaf {
  const leaf = leavesOf(encode(run(...(args as never[]))))?.[0];
  if (leaf === undefined) throw new Error('The program gave no numbers.');
  return leaf;
}

/** Flat numbers as nested arrays of a shape; a plain number for the shape []. */
export function nest(data: ArrayLike<number>, shape: readonly number[], offset = 0): unknown {
  const [length, ...rest] = shape;
  if (length === undefined) return data[offset];
  const stride = rest.reduce((product, each) => product * each, 1);
  return Array.from({ length }, (_, index) => nest(data, rest, offset + index * stride));
}

/** A measured number in a sentence: four digits at most, a true minus. */
export function shown(number: number): string {
  return String(Number(number.toPrecision(4))).replace('-', '−');
}
