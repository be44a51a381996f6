/** The answers given to the prediction questions of this page: a question and the cell after it share them. */
import { learnerStore } from './learner.ts';

const guesses: Record<string, number> = $state({});

export function guessOf(id: string): number | undefined {
  return guesses[id];
}

/** Look up what was answered on an earlier visit. */
export async function recallGuess(id: string): Promise<void> {
  const store = await learnerStore();
  const saved = await store.get('guess', id).catch(() => undefined);
  if (saved) guesses[id] ??= saved.choice;
}

export async function keepGuess(id: string, choice: number): Promise<void> {
  guesses[id] = choice;
  const store = await learnerStore();
  // A guess that cannot be stored is still shown; it is not work that could be lost.
  await store.put({ kind: 'guess', id, choice, at: Date.now() }).catch(() => {});
}
