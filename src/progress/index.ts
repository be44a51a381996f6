/** What a learner did: records, the places they are kept, and what follows from them. */
export { keyOf, parseEntry, type Entry, type EntryOf, type Kind, type Version } from './entry.ts';
export type { Store } from './store.ts';
export { createMemoryStore } from './memory-store.ts';
export { OlderTabError, openIndexedDbStore } from './indexed-db-store.ts';
export { createKeeper, type Keeper, type SaveState } from './keeper.ts';
export { createHistorian, type Historian } from './historian.ts';
export { standingIn, type Standing } from './standing.ts';
