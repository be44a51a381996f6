/** Which mistake was made: a known one of the exercise, else a general law, else where it is wrong, else honestly unknown. */
import { supportFor } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { answerOf } from './answer.ts';
import { errorWords } from './error-words.ts';
import type { ExerciseBundle, ExerciseFunction } from './exercise.ts';
import { judgeAnswer } from './judge.ts';
import { compoundMistakes, plainPatterns, programLaws, wherePatterns } from './laws/index.ts';
import type { Evidence, PatternLaw } from './laws/index.ts';
import type { Encoded } from './observation.ts';
import type { Diagnosis, Finding } from './report.ts';
import type { Trial } from './trial.ts';

export interface Conclusion extends Diagnosis {
  readonly evidence: string;
}

/** The known mistakes of an exercise as candidates. */
export function knownMistakes({ definition, mistakes }: ExerciseBundle): Candidate[] {
  return Object.entries(definition.mistakes).flatMap(([id, { says, see }]) => {
    const run = mistakes[id];
    return run ? [{ id, says, see, run }] : [];
  });
}

/** The candidates that what was seen bears out, each with the number of probes that do. */
export function fitting(
  candidates: readonly Candidate[],
  trials: readonly Trial[],
  signature: Evidence['signature'],
): [Candidate, number][] {
  return candidates.flatMap((candidate) => {
    const agreed = supportFor(candidate, trials, signature);
    return agreed === undefined ? [] : [[candidate, agreed] as [Candidate, number]];
  });
}

/** Say what was done wrong. Only for trials of which at least one has a flaw. */
export function diagnose(bundle: ExerciseBundle, trials: readonly Trial[]): Conclusion {
  const { signature } = bundle.definition;
  if (trials.every((trial) => trial.outcome.kind === 'threw')) return throwing(trials);
  const known = fitting(knownMistakes(bundle), trials, signature);
  if (known.length > 0) return concluded('mistake', known, trials.length);
  for (const [path, evidence] of parts(bundle, trials)) {
    const found = byLaws(evidence, path === '' ? knownMistakes(bundle) : []);
    if (found)
      return path === ''
        ? found
        : { ...found, candidates: found.candidates.map((one) => ({ ...one, says: `In ${path}: ${one.says}` })) };
  }
  if (trials.some((trial) => trial.outcome.kind === 'threw')) return throwing(trials);
  const wrong = trials.filter((trial) => trial.flaw).length;
  return {
    kind: 'unknown',
    candidates: [],
    evidence: `${wrong} of ${trials.length} cases are wrong, and none of the mistakes we know gives these numbers. Work the smallest one out by hand.`,
  };
}

function byLaws(evidence: Evidence, mistakes: readonly Candidate[]): Conclusion | undefined {
  const plain = firstPattern(plainPatterns, evidence, 'law');
  if (plain) return plain;
  const tiers = [
    ...programLaws.map((tier) => () => tier.flatMap((law) => law(evidence))),
    () => compoundMistakes(evidence.signature, mistakes),
  ];
  for (const proposals of tiers) {
    const candidates = proposals();
    const found = fitting(candidates, evidence.trials, evidence.signature);
    if (found.length > 0) return concluded('law', found, evidence.trials.length);
  }
  return firstPattern(wherePatterns, evidence, 'pattern');
}

function firstPattern(
  laws: readonly PatternLaw[],
  evidence: Evidence,
  kind: 'law' | 'pattern',
): Conclusion | undefined {
  for (const law of laws) {
    const found = law(evidence);
    if (found.length > 0)
      return { kind: found.length > 1 ? 'oneOf' : kind, candidates: found, evidence: countWrong(evidence.trials) };
  }
  return undefined;
}

function concluded(
  kind: 'mistake' | 'law',
  found: readonly (readonly [Candidate, number])[],
  cases: number,
): Conclusion {
  const candidates = found.map(([{ id, says, see }]): Finding =>
    see === undefined ? { id, says } : { id, says, see },
  );
  const agreed = Math.min(...found.map(([, agreedOn]) => agreedOn));
  const inCases = casesText(agreed, cases);
  const rest = agreed < cases ? ' In the others one of the two gives no numbers to compare.' : '';
  return found.length === 1
    ? { kind, candidates, evidence: `In ${inCases} your numbers are exactly those of this mistake.${rest}` }
    : {
        kind: 'oneOf',
        candidates,
        evidence: `It is one of these: in ${inCases} each gives exactly your numbers, and no case tells them apart.`,
      };
}

function throwing(trials: readonly Trial[]): Conclusion {
  const thrown = trials.filter((trial) => trial.outcome.kind === 'threw');
  const first = thrown[0]?.outcome;
  const says = first?.kind === 'threw' ? errorWords('Your function stops with an error', first.error) : '';
  return {
    kind: 'error',
    candidates: [{ id: 'threw', says }],
    evidence: `In ${casesText(thrown.length, trials.length)} your function stops with an error.`,
  };
}

function countWrong(trials: readonly Trial[]): string {
  return `It shows in ${casesText(trials.filter((trial) => trial.flaw).length, trials.length)}.`;
}

function casesText(some: number, all: number): string {
  return some === all ? `all ${all} cases` : `${some} of the ${all} cases`;
}

/** The wrong parts of the answer, each with its own reference; a bare answer is one part with the path ''. */
function parts(bundle: ExerciseBundle, trials: readonly Trial[]): [string, Evidence][] {
  const { signature } = bundle.definition;
  if (signature.returns.type !== 'object') return [['', { signature, reference: bundle.solution, trials }]];
  return Object.keys(signature.returns.fields).flatMap((path): [string, Evidence][] => {
    const reference = fieldOf(bundle.solution, path);
    const partial = trials.map((trial) => partOf(trial, path, reference));
    return partial.some((trial) => trial.flaw) ? [[path, { signature, reference, trials: partial }]] : [];
  });
}

function fieldOf(run: ExerciseFunction, path: string): ExerciseFunction {
  return (...args) => (run(...args) as { [name: string]: unknown })[path];
}

function partOf(trial: Trial, path: string, run: ExerciseFunction): Trial {
  const { args, probe, signature } = trial;
  const reference = answerOf(run, signature, args);
  const outcome =
    trial.outcome.kind === 'threw'
      ? trial.outcome
      : { ...trial.outcome, value: field(trial.outcome.value, path), again: field(trial.outcome.again, path) };
  const got = trial.got?.filter((leaf) => leaf.path === path).map((leaf) => ({ ...leaf, path: '' }));
  const part = { args, probe, signature, reference, outcome };
  const flaw = judgeAnswer(part);
  return { ...part, ...(got && got.length > 0 && { got }), ...(flaw && { flaw }) };
}

function field(value: Encoded, path: string): Encoded {
  return (value.kind === 'object' ? value.fields[path] : undefined) ?? { kind: 'other', what: 'nothing' };
}
