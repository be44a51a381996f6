/** Probes of an exercise, and what became of them. */
import { answerOf } from './answer.ts';
import { generatorAt } from './draw.ts';
import { leavesOf } from './encode.ts';
import type { Leaf } from './encode.ts';
import type { Check, ExerciseBundle, Size } from './exercise.ts';
import { judgeAnswer } from './judge.ts';
import type { Case, Flaw } from './judge.ts';
import type { Call, Outcome, Plain } from './observation.ts';

/** The arguments of one call, and the check that asks for it. */
export interface Probe {
  readonly check: Check;
  readonly size: Size;
  readonly args: readonly Plain[];
}

/** A probe that was called and judged. */
export interface Trial extends Case {
  readonly probe: Probe;
  /** The arrays and numbers that came back; absent when it threw or gave something else. */
  readonly got?: readonly Leaf[];
  readonly flaw?: Flaw;
}

/** The probes of all checks. The same seed draws the same probes. */
export function drawProbes(bundle: ExerciseBundle, seed: number): Probe[] {
  return bundle.definition.checks.flatMap((check, place) =>
    check.sizes.map((size, index) => drawProbe(bundle, check, size, seed, place, index)),
  );
}

/** One probe of a size, drawn for one place of one grading. */
export function drawProbe(
  { definition }: ExerciseBundle,
  check: Check,
  size: Size,
  seed: number,
  ...place: number[]
): Probe {
  return { check, size, args: definition.probes(generatorAt(seed, ...place), size) };
}

export function callOf(bundle: ExerciseBundle, probe: Probe): Call {
  return { export: bundle.definition.signature.name, args: probe.args };
}

/** Put an outcome beside the reference and judge it. */
export function tryProbe(bundle: ExerciseBundle, probe: Probe, outcome: Outcome): Trial {
  const { signature } = bundle.definition;
  const reference = answerOf(bundle.solution, signature, probe.args);
  const trial: Case = { signature, args: probe.args, outcome, reference };
  const got = outcome.kind === 'returned' ? leavesOf(outcome.value) : undefined;
  const flaw = (probe.check.judge ?? judgeAnswer)(trial);
  return { ...trial, probe, ...(got && { got }), ...(flaw && { flaw }) };
}
