import { openDB, type IDBPDatabase } from 'idb';
import { keyOf, parseEntry, parseVersion, type Entry, type Version } from './entry.ts';
import type { Store } from './store.ts';
import { excessOf } from './version-limit.ts';

const storeName = 'entries';
const versionStore = 'versions';

/** The database as it is now: 1 held entries; 2 added the versions of texts. */
const schema = 2;

/** Another tab, opened before the site was renewed, keeps the database in its older form. */
export class OlderTabError extends Error {
  override name = 'OlderTabError';
}

/** Brings a database of schema `from` to the present one, step by step. Records stay as they are. */
function migrate(db: IDBPDatabase, from: number): void {
  if (from < 1) db.createObjectStore(storeName);
  if (from < 2) db.createObjectStore(versionStore, { autoIncrement: true }).createIndex('id', 'id');
}

function open(name: string): Promise<IDBPDatabase> {
  return new Promise((resolve, reject) => {
    let late = false;
    openDB(name, schema, {
      upgrade: migrate,
      blocked: () => {
        // It would wait until that tab is closed, and no cell could be run meanwhile.
        late = true;
        reject(new OlderTabError('An older tab holds the database.'));
      },
      // A newer page must not have to wait for this one.
      blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
    }).then((db) => (late ? db.close() : resolve(db)), reject);
  });
}

/** The versions of one text with their keys, oldest first; what is not a version is passed over and left alone. */
async function versionsIn(
  index: { getAll(id: string): Promise<unknown[]>; getAllKeys(id: string): Promise<IDBValidKey[]> },
  id: string,
): Promise<{ key: IDBValidKey; version: Version }[]> {
  const [records, keys] = await Promise.all([index.getAll(id), index.getAllKeys(id)]);
  return records.flatMap((record, at) => {
    const version = parseVersion(record);
    const key = keys[at];
    return version && key !== undefined ? [{ key, version }] : [];
  });
}

/**
 * Progress in IndexedDB, written with strict durability: an acknowledged write outlives a killed browser.
 * @throws DOMException when the browser denies storage.
 * @throws OlderTabError when another tab keeps the database from being brought up to date.
 */
export async function openIndexedDbStore(name = 'risotto'): Promise<Store> {
  const db = await open(name);
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
    async versions(id) {
      const found = await versionsIn(db.transaction(versionStore).store.index('id'), id);
      return found.map(({ version }) => version);
    },
    async addVersion(version) {
      // One transaction reads and writes, so that two tabs never both add the same.
      const transaction = db.transaction(versionStore, 'readwrite');
      const before = await versionsIn(transaction.store.index('id'), version.id);
      if (before.at(-1)?.version.text !== version.text) {
        const excess = excessOf([...before.map((each) => each.version), version]);
        for (const { key } of before.slice(0, excess)) void transaction.store.delete(key);
        void transaction.store.add(version);
      }
      await transaction.done;
    },
  };
}
