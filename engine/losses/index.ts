export { l1Loss, huberLoss, smoothL1Loss } from './absolute-loss.ts';
export { binaryCrossEntropyWithLogits } from './binary-cross-entropy.ts';
export { crossEntropy } from './cross-entropy.ts';
export { klDivLoss } from './kl-div-loss.ts';
export { mseLoss } from './mse-loss.ts';
export { nllLoss } from './nll-loss.ts';
export type { LossOptions, Reduction } from './reduction.ts';
