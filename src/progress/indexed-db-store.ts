import { openDB } from 'idb';
import { keyOf, parseEntry, type Entry } from './entry.ts';
import type { Store } from './store.ts';

const storeName = 'entries';

/**
 * Progress in IndexedDB, written with strict durability: an acknowledged write outlives a killed browser.
 * @throws DOMException when the browser denies storage.
 */
export async function openIndexedDbStore(name = 'risotto'): Promise<Store> {
  const db = await openDB(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore(storeName);
    },
  });
  return {
    lasting: true,
    async get(kind, id) {
      const entry = parseEntry(await db.get(storeName, keyOf(kind, id)));
      return (entry?.kind === kind ? entry : undefined) as never;
    },
    async all() {
      const records: unknown[] = await db.getAll(storeName);
      return records.map(parseEntry).filter((entry): entry is Entry => entry !== undefined);
    },
    async put(entry) {
      const transaction = db.transaction(storeName, 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.put(entry, keyOf(entry.kind, entry.id)), transaction.done]);
    },
    async remove(kind, id) {
      const transaction = db.transaction(storeName, 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.delete(keyOf(kind, id)), transaction.done]);
    },
  };
}
