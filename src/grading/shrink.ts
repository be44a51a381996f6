/** The smallest input on which an answer is wrong, in numbers a person can follow; and probes that tell mistakes apart. */
import { differOn } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import type { Check, Dims, ExerciseBundle, Size } from './exercise.ts';
import { numbersOf } from './plain.ts';
import { dimensionNames } from './shape.ts';
import { drawProbe } from './trial.ts';
import type { Probe, Trial } from './trial.ts';

const longest = 3;
const mostSizes = 32;
const drawsPerSize = 2;
// Places in the stream of seeds, away from those of the checks.
const shrinkPlace = 1_000_001;
const apartPlace = 1_000_002;
const apartTries = 60;
const apartKept = 12;

/** Small probes with whole numbers, the smallest first. */
export function smallProbes(bundle: ExerciseBundle, check: Check, seed: number): Probe[] {
  const smallest = ascendingDims(dimensionNames(bundle.definition.signature)).slice(0, mostSizes);
  return smallest
    .flatMap((dims, place) =>
      Array.from({ length: drawsPerSize }, (_, draw) =>
        drawProbe(bundle, check, { dims, values: 'whole' }, seed, shrinkPlace, place, draw),
      ),
    )
    .sort((a, b) => countNumbers(a) - countNumbers(b));
}

function ascendingDims(names: readonly string[]): Dims[] {
  const all = names.reduce<Dims[]>(
    (partial, name) =>
      partial.flatMap((dims) => Array.from({ length: longest }, (_, index) => ({ ...dims, [name]: index + 1 }))),
    [{}],
  );
  const total = (dims: Dims): number => Object.values(dims).reduce((sum, length) => sum + length, 0);
  return all.sort((a, b) => total(a) - total(b));
}

function countNumbers(probe: Probe): number {
  return probe.args.reduce<number>((sum, arg) => sum + numbersOf(arg).length, 0);
}

/**
 * The failing trial with the fewest numbers, small whole ones before all others: one that `shows` what was diagnosed,
 * if there is any, and of those one that is wrong in the way in which most are.
 */
export function smallestFailure(
  small: readonly Trial[],
  trials: readonly Trial[],
  shows: (trial: Trial) => boolean,
): Trial | undefined {
  const groups = [small, trials].map((some) => some.filter((trial) => trial.flaw));
  const chosen = [...groups.map((group) => group.filter(shows)), ...groups].find((group) => group.length > 0) ?? [];
  const count = (of: Trial): number => chosen.filter((trial) => trial.flaw?.kind === of.flaw?.kind).length;
  const most = Math.max(...chosen.map(count));
  return chosen
    .filter((trial) => count(trial) === most)
    .toSorted((a, b) => countNumbers(a.probe) - countNumbers(b.probe))[0];
}

/** More probes of the sizes that were answered, each telling at least two of the candidates apart. */
export function tellingProbes(
  bundle: ExerciseBundle,
  candidates: readonly Candidate[],
  trials: readonly Trial[],
  seed: number,
): Probe[] {
  const { signature } = bundle.definition;
  const answered = trials.filter((trial) => trial.got);
  const found: Probe[] = [];
  for (let draw = 0; draw < apartTries && found.length < apartKept && answered.length > 0; draw += 1) {
    const like = answered[draw % answered.length]?.probe;
    if (!like) break;
    const size: Size = draw < answered.length ? like.size : { ...like.size, values: 'ordinary' };
    const probe = drawProbe(bundle, like.check, size, seed, apartPlace, draw);
    const tells = candidates.some((a, index) =>
      candidates.slice(index + 1).some((b) => differOn(a, b, signature, probe.args)),
    );
    if (tells) found.push(probe);
  }
  return found;
}
