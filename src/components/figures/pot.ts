/** The running example: one pot, three weights. test/figures proves its gradient against the engine's tape. */

export interface Ingredient {
  readonly name: string;
  /** x, in hundreds of grams. */
  readonly amount: number;
}
export const ingredients = [
  { name: 'rice', amount: 3 },
  { name: 'pumpkin', amount: 2 },
  { name: 'Parmesan', amount: 0.5 },
] as const satisfies readonly Ingredient[];

export const startWeights: readonly number[] = [0.4, 0.6, 0.8];
export const weightRange = { min: 0, max: 1.5 } as const;
export const broth = 0.5;
export const wish = 5;
/** Nearer than this to the wish, the dish is done. */
const doneWithin = 0.05;

export interface Taste {
  readonly z: number;
  readonly dz: number;
  readonly loss: number;
  readonly dw: readonly number[];
  /** Each ingredient's part of the score, without the broth: |w·x| over their sum. */
  readonly shares: readonly number[];
  readonly done: boolean;
}

/** z = w·x + b, L = ½(z − y)², and what follows from them. */
export function taste(weights: readonly number[]): Taste {
  const parts = ingredients.map(({ amount }, i) => amount * (weights[i] ?? 0));
  const z = parts.reduce((sum, part) => sum + part, broth);
  const dz = z - wish;
  const whole = parts.reduce((sum, part) => sum + Math.abs(part), 0);
  return {
    z,
    dz,
    loss: 0.5 * dz ** 2,
    dw: ingredients.map(({ amount }) => amount * dz),
    shares: parts.map((part) => (whole === 0 ? 0 : Math.abs(part) / whole)),
    done: Math.abs(dz) < doneWithin,
  };
}

/** w ← w − rate · dw. A dial cannot leave its range, so a weight stops at its end. */
export function stepDownhill(weights: readonly number[], rate = 0.02): number[] {
  const { dw } = taste(weights);
  return weights.map((weight, i) => Math.min(weightRange.max, Math.max(weightRange.min, weight - rate * (dw[i] ?? 0))));
}
