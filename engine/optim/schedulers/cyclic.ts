import { ArgumentError } from '../../errors.ts';
import { expectMomentum, forEachGroup, LRScheduler, type Scheduled } from './scheduler.ts';

export interface CyclicLROptions {
  /** Steps from the lower to the upper rate. 2000 unless said otherwise. */
  readonly stepSizeUp?: number;
  /** Steps back down; as many as up unless said otherwise. */
  readonly stepSizeDown?: number;
  /** Peaks that stay (`triangular`), halve with each cycle (`triangular2`) or shrink by gamma with each step (`expRange`). */
  readonly mode?: 'triangular' | 'triangular2' | 'expRange';
  /** The factor of `expRange`. */
  readonly gamma?: number;
  /** Whether momentum (or the first beta) goes the other way meanwhile. */
  readonly cycleMomentum?: boolean;
  readonly baseMomentum?: number | readonly number[];
  readonly maxMomentum?: number | readonly number[];
}

const MODES = ['triangular', 'triangular2', 'expRange'];

/**
 * The rate goes up and down between two bounds in straight lines, over and over.
 *
 * With cycle = ⌊1 + epoch / total⌋ and x the part of the cycle that is over, the rate is
 * baseLr + (maxLr − baseLr) · (x / up if x ≤ up, else (x − 1) / (up − 1)) · scale, where up = stepSizeUp / total and
 * scale is 1, 2^(1 − cycle) or gamma^epoch; momentum is maxMomentum less the same share of its range.
 * @throws ArgumentError for an unknown mode, steps that are not above 0, or momentum to cycle where there is none.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CyclicLR.html
 * @see Smith, "Cyclical Learning Rates for Training Neural Networks" (2017)
 */
export class CyclicLR extends LRScheduler {
  constructor(
    optimizer: Scheduled,
    baseLr: number | readonly number[],
    maxLr: number | readonly number[],
    options: CyclicLROptions = {},
  ) {
    const { baseMomentum = 0.8, maxMomentum = 0.9, cycleMomentum = true } = options;
    const height = heightOf(options);
    const tops = forEachGroup(maxLr, optimizer, 'maxLr');
    const least = forEachGroup(baseMomentum, optimizer, 'baseMomentum');
    const most = forEachGroup(maxMomentum, optimizer, 'maxMomentum');
    if (cycleMomentum) expectMomentum('CyclicLR', optimizer);
    super(optimizer, (epoch, base, i) => base + (tops[i]! - base) * height(epoch), {
      baseLrs: forEachGroup(baseLr, optimizer, 'baseLr'),
      momentum: cycleMomentum ? (epoch, _base, i) => most[i]! - (most[i]! - least[i]!) * height(epoch) : undefined,
    });
  }
}

/** How far up the range the rate is after each step. */
function heightOf({
  stepSizeUp = 2000,
  stepSizeDown = stepSizeUp,
  mode = 'triangular',
  gamma = 1,
}: CyclicLROptions): (epoch: number) => number {
  if (!(stepSizeUp > 0 && stepSizeDown > 0))
    throw new ArgumentError(
      `CyclicLR: got stepSizeUp ${stepSizeUp} and stepSizeDown ${stepSizeDown}; expected numbers above 0.`,
    );
  if (!MODES.includes(mode))
    throw new ArgumentError(`CyclicLR: got the mode ${mode}; expected one of ${MODES.join(', ')}.`);
  const total = stepSizeUp + stepSizeDown;
  const up = stepSizeUp / total;
  return (epoch) => {
    const cycle = Math.floor(1 + epoch / total);
    const x = 1 + epoch / total - cycle;
    const triangle = x <= up ? x / up : (x - 1) / (up - 1);
    if (mode === 'triangular2') return triangle * 2 ** (1 - cycle);
    return mode === 'expRange' ? triangle * gamma ** epoch : triangle;
  };
}
