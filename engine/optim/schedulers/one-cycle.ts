import { ArgumentError } from '../../errors.ts';
import { cosineBetween } from './cosine.ts';
import { expectCount, expectMomentum, forEachGroup, LRScheduler, type Scheduled } from './scheduler.ts';

export interface OneCycleLROptions {
  /** How many steps there will be in all; or give `epochs` and `stepsPerEpoch`. */
  readonly totalSteps?: number;
  readonly epochs?: number;
  readonly stepsPerEpoch?: number;
  /** Which part of the steps goes up. 0.3 unless said otherwise. */
  readonly pctStart?: number;
  readonly annealStrategy?: 'cos' | 'linear';
  /** Whether momentum (or the first beta) goes the other way meanwhile. */
  readonly cycleMomentum?: boolean;
  readonly baseMomentum?: number | readonly number[];
  readonly maxMomentum?: number | readonly number[];
  /** The first rate is maxLr / divFactor. 25 unless said otherwise. */
  readonly divFactor?: number;
  /** The last rate is the first / finalDivFactor. 10,000 unless said otherwise. */
  readonly finalDivFactor?: number;
  /** Whether the way down is as long as the way up, with the last steps going on to the final rate. */
  readonly threePhase?: boolean;
}

/** Where a phase ends, and between which of the marks of rate and momentum it leads. */
interface Phase {
  readonly end: number;
  readonly lr: readonly [from: Mark, to: Mark];
  readonly momentum: readonly [from: 'most' | 'least', to: 'most' | 'least'];
}
type Mark = 'initial' | 'max' | 'min';

/**
 * One climb from a low rate to a high one and one way down to nearly nothing; it ends with training.
 *
 * The climb ends at step pctStart · totalSteps − 1, the way down at totalSteps − 1; between those the rate follows half a
 * cosine or a line, and momentum the reverse.
 * @throws ArgumentError without a number of steps, for settings out of range, or in a step after the last.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html
 * @see Smith & Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates" (2018)
 */
export class OneCycleLR extends LRScheduler {
  constructor(optimizer: Scheduled, maxLr: number | readonly number[], options: OneCycleLROptions = {}) {
    const { baseMomentum = 0.85, maxMomentum = 0.95, cycleMomentum = true } = options;
    const { divFactor = 25, finalDivFactor = 1e4, annealStrategy = 'cos' } = options;
    const total = totalOf(options);
    const phases = phasesOf(total, options);
    const between = strategyOf(annealStrategy);
    const top = forEachGroup(maxLr, optimizer, 'maxLr');
    const least = forEachGroup(baseMomentum, optimizer, 'baseMomentum');
    const most = forEachGroup(maxMomentum, optimizer, 'maxMomentum');
    if (cycleMomentum) expectMomentum('OneCycleLR', optimizer);

    const rate = (epoch: number, initial: number, i: number): number => {
      const { phase, part } = placeIn(phases, epoch, total);
      const marks = { initial, max: top[i]!, min: initial / finalDivFactor };
      return between(marks[phase.lr[0]], marks[phase.lr[1]], part);
    };
    const momentum = (epoch: number, _initial: number, i: number): number => {
      const { phase, part } = placeIn(phases, epoch, total);
      const marks = { least: least[i]!, most: most[i]! };
      return between(marks[phase.momentum[0]], marks[phase.momentum[1]], part);
    };
    super(optimizer, rate, {
      baseLrs: top.map((lr) => lr / divFactor),
      momentum: cycleMomentum ? momentum : undefined,
    });
  }
}

function totalOf({ totalSteps, epochs, stepsPerEpoch }: OneCycleLROptions): number {
  if (totalSteps !== undefined) return expectCount('OneCycleLR', 'totalSteps', totalSteps);
  if (epochs === undefined || stepsPerEpoch === undefined)
    throw new ArgumentError(
      'OneCycleLR: got no number of steps; expected totalSteps, or both epochs and stepsPerEpoch.',
    );
  return expectCount('OneCycleLR', 'epochs', epochs) * expectCount('OneCycleLR', 'stepsPerEpoch', stepsPerEpoch);
}

function phasesOf(total: number, { pctStart = 0.3, threePhase = false }: OneCycleLROptions): readonly Phase[] {
  if (!(pctStart >= 0 && pctStart <= 1))
    throw new ArgumentError(`OneCycleLR: got pctStart ${pctStart}; expected a number from 0 to 1.`);
  const climb: Phase = { end: pctStart * total - 1, lr: ['initial', 'max'], momentum: ['most', 'least'] };
  if (!threePhase) return [climb, { end: total - 1, lr: ['max', 'min'], momentum: ['least', 'most'] }];
  return [
    climb,
    { end: 2 * pctStart * total - 2, lr: ['max', 'initial'], momentum: ['least', 'most'] },
    { end: total - 1, lr: ['initial', 'min'], momentum: ['most', 'most'] },
  ];
}

function strategyOf(name: 'cos' | 'linear'): typeof cosineBetween {
  if (name === 'cos') return cosineBetween;
  if (name === 'linear') return (start, end, part) => start + (end - start) * part;
  throw new ArgumentError(`OneCycleLR: got annealStrategy ${String(name)}; expected 'cos' or 'linear'.`);
}

/** The phase a step lies in, and which part of that phase is over. */
function placeIn(phases: readonly Phase[], epoch: number, total: number): { phase: Phase; part: number } {
  if (epoch > total)
    throw new ArgumentError(`OneCycleLR: got step ${epoch}; expected at most ${total}, the number it was made for.`);
  const at = phases.findIndex(({ end }, i) => epoch <= end || i === phases.length - 1);
  const start = phases[at - 1]?.end ?? 0;
  const phase = phases[at]!;
  return { phase, part: (epoch - start) / (phase.end - start) };
}
