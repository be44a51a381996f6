import { ArgumentError } from '../../errors.ts';
import { expectCount, LRScheduler, type Scheduled } from './scheduler.ts';

/**
 * From the initial rate down to `etaMin` along half a cosine in `tMax` steps; after that it goes up again, and so on.
 *
 * The rate is etaMin + (baseLr − etaMin)(1 + cos(π · epoch / tMax)) / 2.
 * @throws ArgumentError if `tMax` is not a whole number from 1 up.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html
 * @see Loshchilov & Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts" (2017), equation 5
 */
export class CosineAnnealingLR extends LRScheduler {
  constructor(optimizer: Scheduled, tMax: number, etaMin = 0) {
    expectCount('CosineAnnealingLR', 'tMax', tMax);
    super(optimizer, (epoch, baseLr) => cosineBetween(baseLr, etaMin, epoch / tMax));
  }
}

/**
 * Up from 0 to the initial rate along a line, then down to `etaMin` along half a cosine, where it stays.
 *
 * The rate is baseLr · epoch / warmupSteps before `warmupSteps`, and then
 * etaMin + (baseLr − etaMin)(1 + cos(π · min(1, (epoch − warmupSteps) / (totalSteps − warmupSteps)))) / 2:
 * `get_cosine_schedule_with_warmup` of the Transformers library, with a floor.
 * @throws ArgumentError if the steps are no whole numbers with 0 ≤ warmupSteps < totalSteps.
 * @see https://huggingface.co/docs/transformers/main_classes/optimizer_schedules
 * @see Goyal et al., "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour" (2017), section 2.2, for the warm-up
 */
export class WarmupCosineLR extends LRScheduler {
  constructor(optimizer: Scheduled, warmupSteps: number, totalSteps: number, etaMin = 0) {
    expectCount('WarmupCosineLR', 'warmupSteps', warmupSteps, 0);
    expectCount('WarmupCosineLR', 'totalSteps', totalSteps);
    if (warmupSteps >= totalSteps)
      throw new ArgumentError(
        `WarmupCosineLR: got ${warmupSteps} steps of warm-up out of ${totalSteps}; expected fewer than there are in all.`,
      );
    super(optimizer, (epoch, baseLr) => {
      if (epoch < warmupSteps) return (baseLr * epoch) / warmupSteps;
      return cosineBetween(baseLr, etaMin, Math.min(1, (epoch - warmupSteps) / (totalSteps - warmupSteps)));
    });
  }
}

/** From `start` at 0 to `end` at 1, flat at both. */
export function cosineBetween(start: number, end: number, part: number): number {
  return end + ((start - end) * (1 + Math.cos(Math.PI * part))) / 2;
}
