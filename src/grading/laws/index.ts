/** The laws, in the order in which they are asked: a later tier only when no earlier one explains what was seen. */
import { absentArgumentLaw, extraFactorLaw, returnedArgumentLaw, steppedLaw, swappedArgumentLaw } from './argument.ts';
import { elementwiseLaw, someSamplesLaw, transposedLaw } from './arrangement.ts';
import { placeLaw, signOfArgumentLaw } from './entries.ts';
import { coarseLaw, roundedLaw, tracesLaw, zerosLaw } from './exactness.ts';
import { factorLaw } from './factor.ts';
import type { PatternLaw, ProgramLaw } from './law.ts';
import { notFiniteLaw, regionLaw, shapeLaw } from './region.ts';

export { compoundMistakes } from './compound.ts';
export type { Evidence, PatternLaw, ProgramLaw } from './law.ts';

/** Seen before any program is tried, since they would pass for several. */
export const plainPatterns: readonly PatternLaw[] = [tracesLaw, zerosLaw, coarseLaw];

/** Each proposes programs; those that give the learner's answers stand. The simplest explanations come first. */
export const programLaws: readonly (readonly ProgramLaw[])[] = [
  [factorLaw, transposedLaw, someSamplesLaw],
  [returnedArgumentLaw, steppedLaw],
  [elementwiseLaw, absentArgumentLaw, swappedArgumentLaw, extraFactorLaw, roundedLaw],
];

/** Where it is wrong, when no program tells how. */
export const wherePatterns: readonly PatternLaw[] = [placeLaw, signOfArgumentLaw, notFiniteLaw, regionLaw, shapeLaw];
