export { Optimizer, type GroupSettings, type ParamGroup, type ParamsOrGroups } from './optimizer.ts';
export type { OptimizerStateDict, ParamState } from './state-dict.ts';
export { SGD, type SGDOptions } from './sgd.ts';
export { RMSprop, type RMSpropOptions } from './rmsprop.ts';
export { Adagrad, type AdagradOptions } from './adagrad.ts';
export { Adam, AdamW, type AdamOptions, type AdamWOptions } from './adam.ts';
export { clipGradNorm_, clipGradValue_, type ClipGradNormOptions } from './clip-grad.ts';
export { LRScheduler, LambdaLR, StepLR, MultiStepLR, ExponentialLR, CosineAnnealingLR } from './schedulers/index.ts';
export { WarmupCosineLR, CyclicLR, OneCycleLR, ReduceLROnPlateau } from './schedulers/index.ts';
