/** The page's one progress store: IndexedDB, or memory where the browser denies it. */
import { createMemoryStore, openIndexedDbStore, type Store } from '../progress/index.ts';

let opening: Promise<Store> | undefined;

export function learnerStore(): Promise<Store> {
  opening ??= openIndexedDbStore().catch(() => createMemoryStore());
  return opening;
}
