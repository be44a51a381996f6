import { ArgumentError } from '../../errors.ts';

/** What a scheduler sees of a parameter group. */
export interface ScheduledGroup {
  lr: number;
  initialLr?: number;
  momentum?: number;
  betas?: readonly [number, number];
}

/** What a scheduler needs of an optimizer. */
export interface Scheduled {
  readonly paramGroups: readonly ScheduledGroup[];
}

/** A value after `epoch` steps of the scheduler: a closed form, so that it can be drawn and jumped into. */
type Course = (epoch: number, baseLr: number, group: number) => number;

interface Plan {
  /** Rates to start from, where they are not those the groups have. */
  readonly baseLrs?: readonly number[];
  /** What the momentum does meanwhile. */
  readonly momentum?: Course | undefined;
}

export interface SchedulerStateDict {
  readonly lastEpoch: number;
  readonly baseLrs: readonly number[];
}

/**
 * What all schedulers share: each `step()` sets the learning rate of every group to what its formula says.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LRScheduler.html
 */
export abstract class LRScheduler {
  readonly optimizer: Scheduled;
  readonly #rate: Course;
  readonly #momentum: Course | undefined;
  #baseLrs: readonly number[];
  #lastEpoch = 0;
  #lastLr: readonly number[] = [];

  constructor(optimizer: Scheduled, rate: Course, { baseLrs, momentum }: Plan = {}) {
    this.optimizer = optimizer;
    this.#rate = rate;
    this.#momentum = momentum;
    this.#baseLrs = optimizer.paramGroups.map((group, i) => {
      // A second scheduler on the same optimizer starts from the rate that the first one found.
      group.initialLr = baseLrs?.[i] ?? group.initialLr ?? group.lr;
      return group.initialLr;
    });
    this.#apply(0);
  }

  /** How many steps have been made. */
  get lastEpoch(): number {
    return this.#lastEpoch;
  }

  /** The rates the formula starts from, one for each group. */
  get baseLrs(): readonly number[] {
    return this.#baseLrs;
  }

  /** Goes on by one and sets the learning rates; to be called after the optimizer's `step()`. */
  step(): void {
    this.#apply(this.#lastEpoch + 1);
  }

  /** The rates set last, one for each group. */
  getLastLr(): number[] {
    return [...this.#lastLr];
  }

  /** Where this scheduler stands, to go on from later. */
  stateDict(): SchedulerStateDict {
    return { lastEpoch: this.#lastEpoch, baseLrs: [...this.#baseLrs] };
  }

  /**
   * Goes on from where `stateDict()` was taken, and sets the learning rates to match.
   *
   * @throws ArgumentError if it came from an optimizer with another number of groups.
   */
  loadStateDict({ lastEpoch, baseLrs }: SchedulerStateDict): void {
    this.#baseLrs = forEachGroup(baseLrs, this.optimizer, 'baseLrs');
    this.#apply(lastEpoch);
  }

  #apply(epoch: number): void {
    const groups = this.optimizer.paramGroups;
    const rates = this.#baseLrs.map((baseLr, i) => this.#rate(epoch, baseLr, i));
    rates.forEach((rate, i) => (groups[i]!.lr = rate));
    if (this.#momentum !== undefined)
      this.#baseLrs.forEach((baseLr, i) => setMomentum(groups[i]!, this.#momentum!(epoch, baseLr, i)));
    this.#lastEpoch = epoch;
    this.#lastLr = rates;
  }
}

/** One value for each group: the list itself, or one number for all. */
export function forEachGroup(value: number | readonly number[], { paramGroups }: Scheduled, name: string): number[] {
  if (typeof value === 'number') return paramGroups.map(() => value);
  if (value.length === paramGroups.length) return [...value];
  throw new ArgumentError(
    `scheduler: got ${value.length} values of ${name}; expected ${paramGroups.length}, one for each parameter group, or one number for all.`,
  );
}

/** Refuses anything but a whole number from `least` up. */
export function expectCount(caller: string, name: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new ArgumentError(`${caller}: got ${name} ${value}; expected a whole number from ${least} up.`);
}

/** Refuses optimizers that have no momentum to cycle. */
export function expectMomentum(caller: string, { paramGroups }: Scheduled): void {
  if (paramGroups.every((group) => group.betas !== undefined || group.momentum !== undefined)) return;
  throw new ArgumentError(
    `${caller}: got an optimizer without momentum or betas; expected one that has them. Pass cycleMomentum: false.`,
  );
}

function setMomentum(group: ScheduledGroup, momentum: number): void {
  if (group.betas !== undefined) group.betas = [momentum, group.betas[1]];
  else group.momentum = momentum;
}
