import { keyOf, type Entry } from './entry.ts';
import type { Store } from './store.ts';

/** Progress that lasts as long as the tab: for browsers that deny storage, and for tests. */
export function createMemoryStore(): Store {
  const entries = new Map<string, Entry>();
  return {
    lasting: false,
    async get(kind, id) {
      // The key names the kind, so the entry under it has that kind.
      return entries.get(keyOf(kind, id)) as never;
    },
    async all() {
      return [...entries.values()];
    },
    async put(entry) {
      entries.set(keyOf(entry.kind, entry.id), entry);
    },
    async remove(kind, id) {
      entries.delete(keyOf(kind, id));
    },
  };
}
