import { expectCount, LRScheduler, type Scheduled } from './scheduler.ts';

/**
 * The initial rate times whatever a function of the step says.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html
 */
export class LambdaLR extends LRScheduler {
  constructor(optimizer: Scheduled, lrLambda: (epoch: number) => number) {
    super(optimizer, (epoch, baseLr) => baseLr * lrLambda(epoch));
  }
}

/**
 * The rate is multiplied by gamma every `stepSize` steps: baseLr · gamma^⌊epoch / stepSize⌋.
 *
 * @throws ArgumentError if `stepSize` is not a whole number from 1 up.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html
 */
export class StepLR extends LRScheduler {
  constructor(optimizer: Scheduled, stepSize: number, gamma = 0.1) {
    expectCount('StepLR', 'stepSize', stepSize);
    super(optimizer, (epoch, baseLr) => baseLr * gamma ** Math.floor(epoch / stepSize));
  }
}

/**
 * The rate is multiplied by gamma at each milestone: baseLr · gamma^(number of milestones ≤ epoch).
 *
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html
 */
export class MultiStepLR extends LRScheduler {
  constructor(optimizer: Scheduled, milestones: readonly number[], gamma = 0.1) {
    const passed = [...milestones];
    super(optimizer, (epoch, baseLr) => baseLr * gamma ** passed.filter((milestone) => milestone <= epoch).length);
  }
}

/**
 * The rate is multiplied by gamma at every step: baseLr · gamma^epoch.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html
 */
export class ExponentialLR extends LRScheduler {
  constructor(optimizer: Scheduled, gamma: number) {
    super(optimizer, (epoch, baseLr) => baseLr * gamma ** epoch);
  }
}
