export { LRScheduler, type Scheduled, type ScheduledGroup, type SchedulerStateDict } from './scheduler.ts';
export { ExponentialLR, LambdaLR, MultiStepLR, StepLR } from './decay.ts';
export { CosineAnnealingLR, WarmupCosineLR } from './cosine.ts';
export { CyclicLR, type CyclicLROptions } from './cyclic.ts';
export { OneCycleLR, type OneCycleLROptions } from './one-cycle.ts';
export { ReduceLROnPlateau, type PlateauStateDict, type ReduceLROnPlateauOptions } from './plateau.ts';
