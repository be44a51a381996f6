import { ArgumentError } from '../../errors.ts';
import { expectCount, forEachGroup, type Scheduled } from './scheduler.ts';

export interface ReduceLROnPlateauOptions {
  /** Whether smaller numbers are better, or larger ones. */
  readonly mode?: 'min' | 'max';
  /** What the rate is multiplied by. 0.1 unless said otherwise. */
  readonly factor?: number;
  /** How many steps without progress are put up with. 10 unless said otherwise. */
  readonly patience?: number;
  /** How much better counts as progress. 1e-4 unless said otherwise. */
  readonly threshold?: number;
  /** Whether the threshold is a share of the best so far, or a plain difference. */
  readonly thresholdMode?: 'rel' | 'abs';
  /** How many steps after a reduction are not counted. */
  readonly cooldown?: number;
  readonly minLr?: number | readonly number[];
  /** Reductions smaller than this are not made. 1e-8 unless said otherwise. */
  readonly eps?: number;
}

export interface PlateauStateDict {
  readonly best: number;
  readonly numBadEpochs: number;
  readonly cooldownCounter: number;
  readonly lastEpoch: number;
}

/**
 * The rate is multiplied by `factor` once a measure has not improved for more than `patience` steps.
 *
 * @throws ArgumentError if `factor` is not below 1, or for an unknown mode.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html
 */
export class ReduceLROnPlateau {
  readonly optimizer: Scheduled;
  readonly #options: Required<ReduceLROnPlateauOptions>;
  readonly #minLrs: readonly number[];
  #best: number;
  #numBadEpochs = 0;
  #cooldownCounter = 0;
  #lastEpoch = 0;

  constructor(optimizer: Scheduled, options: ReduceLROnPlateauOptions = {}) {
    const modes = { mode: 'min', thresholdMode: 'rel' } as const;
    const numbers = { factor: 0.1, patience: 10, threshold: 1e-4, cooldown: 0, minLr: 0, eps: 1e-8 };
    this.optimizer = optimizer;
    this.#options = { ...modes, ...numbers, ...options };
    checkOptions(this.#options);
    this.#minLrs = forEachGroup(this.#options.minLr, optimizer, 'minLr');
    this.#best = this.#options.mode === 'min' ? Infinity : -Infinity;
  }

  /** How many steps have been made. */
  get lastEpoch(): number {
    return this.#lastEpoch;
  }

  /** Takes the latest measure, and lowers the rates if it has not improved for too long. */
  step(metrics: number): void {
    this.#lastEpoch++;
    if (this.#isBetter(metrics)) {
      this.#best = metrics;
      this.#numBadEpochs = 0;
    } else {
      this.#numBadEpochs++;
    }
    if (this.#cooldownCounter > 0) {
      this.#cooldownCounter--;
      this.#numBadEpochs = 0;
    }
    if (this.#numBadEpochs > this.#options.patience) {
      this.#reduce();
      this.#cooldownCounter = this.#options.cooldown;
      this.#numBadEpochs = 0;
    }
  }

  /** The rates as they are, one for each group. */
  getLastLr(): number[] {
    return this.optimizer.paramGroups.map((group) => group.lr);
  }

  /** Where this scheduler stands, to go on from later; the rates are the optimizer's to keep. */
  stateDict(): PlateauStateDict {
    return {
      best: this.#best,
      numBadEpochs: this.#numBadEpochs,
      cooldownCounter: this.#cooldownCounter,
      lastEpoch: this.#lastEpoch,
    };
  }

  /** Goes on from where `stateDict()` was taken. */
  loadStateDict({ best, numBadEpochs, cooldownCounter, lastEpoch }: PlateauStateDict): void {
    this.#best = best;
    this.#numBadEpochs = numBadEpochs;
    this.#cooldownCounter = cooldownCounter;
    this.#lastEpoch = lastEpoch;
  }

  #isBetter(value: number): boolean {
    const { mode, threshold, thresholdMode } = this.#options;
    const sign = mode === 'min' ? -1 : 1;
    const bar = thresholdMode === 'rel' ? this.#best * (1 + sign * threshold) : this.#best + sign * threshold;
    return sign * value > sign * bar;
  }

  #reduce(): void {
    this.optimizer.paramGroups.forEach((group, i) => {
      const lr = Math.max(group.lr * this.#options.factor, this.#minLrs[i]!);
      if (group.lr - lr > this.#options.eps) group.lr = lr;
    });
  }
}

function checkOptions({ factor, patience, cooldown, mode, thresholdMode }: Required<ReduceLROnPlateauOptions>): void {
  if (!(factor >= 0 && factor < 1))
    throw new ArgumentError(`ReduceLROnPlateau: got factor ${factor}; expected a number from 0 to below 1.`);
  expectCount('ReduceLROnPlateau', 'patience', patience, 0);
  expectCount('ReduceLROnPlateau', 'cooldown', cooldown, 0);
  if (mode !== 'min' && mode !== 'max')
    throw new ArgumentError(`ReduceLROnPlateau: got mode ${String(mode)}; expected 'min' or 'max'.`);
  if (thresholdMode !== 'rel' && thresholdMode !== 'abs')
    throw new ArgumentError(`ReduceLROnPlateau: got thresholdMode ${String(thresholdMode)}; expected 'rel' or 'abs'.`);
}
