import type { Entry } from './entry.ts';

/** How far a learner is in one lesson. */
export interface Standing {
  readonly passed: number;
  readonly exercises: number;
  readonly touched: boolean;
  /** When the learner last did something here; 0 for never. */
  readonly last: number;
}

/** Where one stands in the lesson `concept`, from all entries and the ids of its exercises. */
export function standingIn(concept: string, exerciseIds: readonly string[], entries: readonly Entry[]): Standing {
  const here = entries.filter((entry) => entry.id.startsWith(`${concept}/`));
  const passed = exerciseIds.filter((id) => here.some((entry) => entry.kind === 'pass' && entry.id === id)).length;
  return {
    passed,
    exercises: exerciseIds.length,
    touched: here.length > 0,
    last: here.reduce((latest, entry) => Math.max(latest, entry.at), 0),
  };
}
