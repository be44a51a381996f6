/**
 * The contract of an exercise: what an author writes in `exercise.ts`, and what a page or the CLI grades with.
 */
import type { Generator } from '../../engine/generator.ts';
import type { Judge } from './judge.ts';
import type { Plain } from './observation.ts';
import { dimensionNames } from './shape.ts';

/** The role of a quantity; the page gives each role one colour. */
export type Quantity = 'input' | 'weight' | 'bias' | 'output' | 'gradient' | 'loss';

/** One argument of the learner's function. */
export interface Parameter {
  readonly name: string;
  readonly type: 'number' | 'vector' | 'matrix' | 'tensor';
  /** Its shape by the names of the dimensions: `[n, in]`; `[]` for a number. `n` always counts samples. */
  readonly shape: string;
  readonly quantity: Quantity;
  /** True for values that name something (a row, a class): rounding never moves them. */
  readonly discrete?: boolean;
}

/** What the learner's function returns: one array or number, or an object of them. */
export type Returned =
  | Pick<Parameter, 'type' | 'shape' | 'quantity'>
  | {
      readonly type: 'object';
      readonly fields: { readonly [name: string]: Pick<Parameter, 'type' | 'shape' | 'quantity'> };
    };

/** The function that the learner writes and exports. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: Returned;
}

/** The length of each named dimension, e.g. `{ n: 4, in: 3, out: 2 }`. */
export interface Dims {
  readonly [name: string]: number;
}

/** What the numbers of a probe are like: small integers, ordinary, about a million, about a millionth, many of them zero. */
export type Values = 'whole' | 'ordinary' | 'large' | 'tiny' | 'sparse';

/** How big one probe is and what its numbers are like. */
export interface Size {
  readonly dims: Dims;
  readonly values: Values;
}

/** A named group of probes, one for each size, judged alike. */
export interface Check {
  readonly id: string;
  /** What the learner reads: 'One sample', 'A batch'. */
  readonly title: string;
  readonly sizes: readonly Size[];
  /** Left out: shape, then value, then purity. */
  readonly judge?: Judge;
}

/** A loss as a function of one parameter, and the point at which its gradient is wanted. */
export interface Derivative {
  readonly at: Plain;
  loss(at: Plain): number;
}

/** What is said of a known mistake: what was done and why it is wrong, never the answer. */
export interface Mistake {
  readonly says: string;
  /** Anchor in the lesson's page where it is explained. */
  readonly see: string;
}

/** All that an author says about an exercise. `Args` are the arguments of the learner's function, in order. */
export interface ExerciseDefinition<Args extends readonly Plain[] = readonly Plain[]> {
  /** `concept/slug`, permanent. */
  readonly id: string;
  readonly title: string;
  readonly signature: Signature;
  readonly points: number;
  readonly checks: readonly Check[];
  /** By slug: the file `mistakes/<slug>.ts` makes it. */
  readonly mistakes: { readonly [slug: string]: Mistake };
  /** A ladder, the gentlest first. */
  readonly hints: readonly string[];
  /** One sentence: what the learner's own function is about to train. */
  readonly payoff: string;
  /** Draws the arguments of one probe, never at a kink. */
  probes(generator: Generator, size: Size): Args;
  /** What the answer is the derivative of: one, or one for each field of the answer. Left out where it is none. */
  forward?(...args: Args): Derivative | { readonly [output: string]: Derivative };
}

/** A function of the course's own: a solution or a known mistake. Trusted, and run by the grader itself. */
export type ExerciseFunction = (...args: never[]) => unknown;

/** An exercise with what lies beside its definition, as the page and the CLI load it. */
export interface ExerciseBundle {
  readonly definition: ExerciseDefinition;
  readonly solution: ExerciseFunction;
  /** By slug, one for each of the definition's. */
  readonly mistakes: { readonly [slug: string]: ExerciseFunction };
  /** Text of `starter.ts`. */
  readonly starter: string;
  /** Text of `payoff.ts`; it imports the learner's answer as './solution.ts'. */
  readonly payoff: string;
}

const fewestProbes = 20;

/** The module export of `exercise.ts`. @throws when the definition contradicts itself. */
export function defineExercise<Args extends Plain[] | []>(definition: ExerciseDefinition<Args>): ExerciseDefinition {
  const { id, checks, hints, mistakes, signature } = definition;
  const refuse = (why: string): never => {
    throw new Error(`Exercise ${id}: ${why}`);
  };
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) refuse('the id must read concept/slug in kebab-case.');
  if (hints.length === 0) refuse('it needs at least one hint.');
  if (Object.keys(mistakes).length === 0) refuse('it needs at least one known mistake.');
  if (new Set(checks.map((check) => check.id)).size !== checks.length) refuse('two checks have the same id.');

  const probes = checks.reduce((sum, check) => sum + check.sizes.length, 0);
  if (probes < fewestProbes) refuse(`its checks have ${probes} probes; at least ${fewestProbes} are needed.`);
  const names = dimensionNames(signature);
  for (const check of checks) {
    for (const { dims } of check.sizes) {
      const absent = names.filter((name) => dims[name] === undefined);
      if (absent.length > 0) refuse(`check ${check.id} has a size without ${absent.join(', ')}.`);
    }
  }
  return definition as unknown as ExerciseDefinition;
}

/** Sizes of a check whose numbers are all alike, e.g. `sizes('ordinary', { in: 1 }, { in: 3 })`. */
export function sizes(values: Values, ...dims: readonly Dims[]): Size[] {
  return dims.map((each) => ({ dims: each, values }));
}

/** A loss as a function of a parameter, typed by the point at which it is taken. */
export function derivative<Point extends Plain>(at: Point, loss: (at: Point) => number): Derivative {
  return { at, loss: (point) => loss(point as Point) };
}
