export { noGrad } from './mode.ts';
export { tape, type BackwardOptions } from './backward.ts';
export { gradcheck, type GradcheckOptions } from './gradcheck.ts';
export { numericalGradient, type NumericalGradientOptions, type Point } from './numerical-gradient.ts';
export type { Node, NodeHook } from './node.ts';
