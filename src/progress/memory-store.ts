import { keyOf, type Entry, type Version } from './entry.ts';
import type { Store } from './store.ts';
import { excessOf } from './version-limit.ts';

/** Progress that lasts as long as the tab: for browsers that deny storage, and for tests. */
export function createMemoryStore(why?: string): Store {
  const entries = new Map<string, Entry>();
  const histories = new Map<string, readonly Version[]>();
  return {
    lasting: false,
    ...(why === undefined ? {} : { why }),
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
    async versions(id) {
      return histories.get(id) ?? [];
    },
    async addVersion(version) {
      const versions = histories.get(version.id) ?? [];
      if (versions.at(-1)?.text === version.text) return;
      const more = [...versions, version];
      histories.set(version.id, more.slice(excessOf(more)));
    },
  };
}
