export { addGaussianNoise, clipUpdate, fedAvg, type Update } from './update.ts';
export { clientUpdate, federatedRound, type FederatedClient } from './round.ts';
export type { FederatedRoundOptions, FederatedRoundResult } from './round.ts';
export { maskUpdate, pairwiseSeeds, sumMasked } from './secure-sum.ts';
export type { FixedPointOptions, MaskedUpdate, PairwiseSeeds } from './secure-sum.ts';
export { gaussianMechanismStd, PrivacyAccountant } from './privacy.ts';
export type { GaussianMechanism, PrivacySpent, PrivateRounds } from './privacy.ts';
export { gaussianRdp, type GaussianRelease } from './renyi.ts';
