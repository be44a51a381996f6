import { learnerStore } from './learner.ts';

/** Remember that a cell was run or an exercise tried. A store that refuses changes nothing for the learner. */
export async function countTry(id: string): Promise<void> {
  const store = await learnerStore();
  try {
    const before = await store.get('tries', id);
    await store.put({ kind: 'tries', id, count: (before?.count ?? 0) + 1, at: Date.now() });
  } catch {
    // The code itself is saved apart from this and says so when it is not.
  }
}
