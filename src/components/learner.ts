/** The page's one progress store: IndexedDB, or memory where the browser denies it. */
import { createMemoryStore, OlderTabError, openIndexedDbStore, type Store } from '../progress/index.ts';

let opening: Promise<Store> | undefined;

export function learnerStore(): Promise<Store> {
  opening ??= openIndexedDbStore().catch((error: unknown) => createMemoryStore(whyNot(error)));
  return opening;
}

function whyNot(error: unknown): string | undefined {
  return error instanceof OlderTabError
    ? 'Another tab still shows an older Risotto: close it and load this page again. Until then nothing is kept here.'
    : undefined;
}
