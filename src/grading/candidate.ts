/** Programs that might be what the learner wrote, and whether what was seen bears one out. */
import { agrees } from './agreement.ts';
import { answerOf } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ExerciseFunction, Signature } from './exercise.ts';
import { sameEncoded } from './encode.ts';
import type { Flaw } from './judge.ts';
import type { Plain } from './observation.ts';
import type { Trial } from './trial.ts';

/** A possible explanation with the program that would show it. */
export interface Candidate {
  readonly id: string;
  readonly says: string;
  readonly see?: string;
  readonly run: ExerciseFunction;
}

/**
 * On how many probes the learner's answer is the candidate's. Undefined unless it is on every probe on which both gave
 * one, a wrong one among them. Where the candidate has no finite answer (shapes that do not fit), the learner's must at least be wrong.
 */
export function supportFor(candidate: Candidate, trials: readonly Trial[], signature: Signature): number | undefined {
  let agreed = 0;
  let telling = 0;
  for (const trial of trials) {
    if (!trial.got) continue;
    const answer = answerOf(candidate.run, signature, trial.args);
    if (!isFinite(answer) && !(answer.leaves && !trial.got.every(isFiniteLeaf))) {
      if (!trial.flaw) return undefined;
      continue;
    }
    if (!agrees(trial.got, answer)) return undefined;
    // Changed arguments explain a case only where nothing else is wrong with it.
    if (trial.flaw && isTrace(trial.flaw) && (trial.flaw.kind === 'mutated') !== answer.changedArguments)
      return undefined;
    agreed += 1;
    if (trial.flaw) telling += 1;
  }
  return telling > 0 ? agreed : undefined;
}

/** Whether two programs answer these arguments differently. */
export function differOn(a: Candidate, b: Candidate, signature: Signature, args: readonly Plain[]): boolean {
  const [left, right] = [answerOf(a.run, signature, args), answerOf(b.run, signature, args)];
  if (left.value === undefined || right.value === undefined) return left.value !== right.value;
  if (left.changedArguments !== right.changedArguments) return true;
  if (left.leaves === undefined || right.leaves === undefined) return !sameEncoded(left.value, right.value);
  return !agrees(left.leaves, right) || !agrees(right.leaves, left);
}

function isTrace({ kind }: Flaw): boolean {
  return kind === 'mutated' || kind === 'unrepeatable';
}

function isFinite(answer: Answer): boolean {
  return answer.leaves?.every(isFiniteLeaf) ?? false;
}

function isFiniteLeaf(leaf: { readonly data: Float64Array }): boolean {
  return leaf.data.every(Number.isFinite);
}
