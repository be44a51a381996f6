/** Grading: probes out, observations in, a report. Pure but for the port through which code is run. */
import { toleranceText } from './agreement.ts';
import { diagnose, fitting, knownMistakes } from './diagnose.ts';
import type { Conclusion } from './diagnose.ts';
import { encode } from './encode.ts';
import type { ExerciseBundle } from './exercise.ts';
import { indexOf } from './laws/entries.ts';
import { numericAnswer } from './numeric.ts';
import type { Observe } from './observation.ts';
import { refusalOf } from './refusal.ts';
import { reportNumber, reportValue } from './report.ts';
import type { CheckResult, Difference, Failure, Report, ReportError, ReportValue } from './report.ts';
import { smallProbes, smallestFailure, tellingProbes } from './shrink.ts';
import { callOf, drawProbes, tryProbe } from './trial.ts';
import type { Probe, Trial } from './trial.ts';

const mostDifferences = 64;
// Finite differences are noisy beyond these.
const numericDigits = 6;

/** Grade whatever `observe` runs. The same seed and the same answers give the same report. */
export async function grade(
  bundle: ExerciseBundle,
  observe: Observe,
  { seed }: { readonly seed: number },
): Promise<Report> {
  const { definition } = bundle;
  const probes = drawProbes(bundle, seed);
  const base = { exercise: definition.id, seed, passed: false, tolerance: toleranceText };
  const seen = await tryAll(bundle, observe, probes);
  if (!Array.isArray(seen)) {
    const checks = definition.checks.map(({ id, title, sizes }) => ({ id, title, passed: 0, of: sizes.length }));
    return { ...base, checks, evidence: 'No answer was judged.', error: seen as ReportError };
  }

  const trials: readonly Trial[] = seen;
  const checks = definition.checks.map(({ id, title }): CheckResult => {
    const own = trials.filter((trial) => trial.probe.check.id === id);
    return { id, title, passed: own.filter((trial) => !trial.flaw).length, of: own.length };
  });
  const firstFlawed = trials.find((trial) => trial.flaw);
  if (!firstFlawed) return { ...base, passed: true, checks, evidence: `All ${trials.length} cases agree.` };

  const { conclusion, smallest } = await lookCloser(bundle, observe, trials, firstFlawed, seed);
  const { evidence, ...diagnosis } = conclusion;
  const error = conclusion.kind === 'error' ? thrownBy(smallest) : undefined;
  return { ...base, checks, failure: failureOf(bundle, smallest), diagnosis, evidence, ...(error && { error }) };
}

async function tryAll(
  bundle: ExerciseBundle,
  observe: Observe,
  probes: readonly Probe[],
): Promise<Trial[] | ReportError> {
  const observed = await observe(probes.map((probe) => callOf(bundle, probe)));
  if (observed.kind !== 'observed') return refusalOf(observed);
  const { outcomes } = observed;
  if (outcomes.length !== probes.length) {
    return {
      kind: 'unavailable',
      says: `The sandbox answered ${outcomes.length} of ${probes.length} cases. Please run it again.`,
    };
  }
  return probes.flatMap((probe, index) => {
    const outcome = outcomes[index];
    return outcome ? [tryProbe(bundle, probe, outcome)] : [];
  });
}

/** One more round: small inputs to show, and inputs that tell apart the mistakes that still fit. */
async function lookCloser(
  bundle: ExerciseBundle,
  observe: Observe,
  trials: readonly Trial[],
  firstFlawed: Trial,
  seed: number,
): Promise<{ conclusion: Conclusion; smallest: Trial }> {
  const candidates = fitting(knownMistakes(bundle), trials, bundle.definition.signature).map(
    ([candidate]) => candidate,
  );
  const small = smallProbes(bundle, firstFlawed.probe.check, seed);
  const telling = candidates.length > 1 ? tellingProbes(bundle, candidates, trials, seed) : [];
  const seen = await tryAll(bundle, observe, [...small, ...telling]);
  // A function that fails only now (a stop, a lost sandbox) has been judged already: go by the first round.
  const more = Array.isArray(seen) ? seen : [];
  const conclusion = diagnose(bundle, [...trials, ...more.slice(small.length)]);
  const smallest = smallestFailure(more.slice(0, small.length), trials, shows[conclusion.kind]) ?? firstFlawed;
  return { conclusion, smallest };
}

/** Which cases show what was diagnosed: numbers, an error, or either. */
const shows: { readonly [kind in Conclusion['kind']]: (trial: Trial) => boolean } = {
  mistake: ({ got }) => got !== undefined,
  law: ({ got }) => got !== undefined,
  oneOf: ({ got }) => got !== undefined,
  error: ({ outcome }) => outcome.kind === 'threw',
  pattern: () => true,
  unknown: () => true,
};

function thrownBy({ flaw, outcome }: Trial): ReportError | undefined {
  return outcome.kind === 'threw' ? { kind: 'threw', says: flaw?.says ?? '', info: outcome.error } : undefined;
}

function failureOf({ definition }: ExerciseBundle, trial: Trial): Failure {
  const { args, outcome, probe, reference } = trial;
  const byName = (values: readonly ReportValue[]): { [name: string]: ReportValue } =>
    Object.fromEntries(
      values.map((value, index) => [definition.signature.parameters[index]?.name ?? `argument ${index + 1}`, value]),
    );
  const numeric = numericAnswer(definition, args);
  return {
    check: probe.check.id,
    flaw: trial.flaw?.kind ?? 'value',
    says: trial.flaw?.says ?? '',
    args: byName(args.map((arg) => reportValue(encode(arg)))),
    ...(outcome.kind === 'returned' && { got: reportValue(outcome.value) }),
    expected: reference.value ? reportValue(reference.value) : { kind: 'other', what: 'nothing' },
    ...(numeric && { numeric: reportValue(numeric, numericDigits) }),
    where: differences(trial),
    ...(trial.flaw?.kind === 'mutated' &&
      outcome.kind === 'returned' && { argsAfter: byName(outcome.argsAfter.map((arg) => reportValue(arg))) }),
  };
}

function differences({ flaw, got, reference }: Trial): Difference[] {
  const output = flaw?.path ?? '';
  const [is, should] = [got, reference.leaves].map((leaves) => leaves?.find((leaf) => leaf.path === output));
  return (flaw?.entries ?? []).slice(0, mostDifferences).map((entry) => ({
    output,
    index: indexOf(entry, should?.shape ?? []),
    got: reportNumber(is?.data[entry] ?? NaN),
    expected: reportNumber(should?.data[entry] ?? NaN),
  }));
}
