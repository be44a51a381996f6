import type { Entry, EntryOf, Kind } from './entry.ts';

/** Where progress is kept. `put` settles only when the record is safe; a failure rejects and loses nothing old. */
export interface Store {
  /** False when records live in this tab's memory only; the page then says so. */
  readonly lasting: boolean;
  get<K extends Kind>(kind: K, id: string): Promise<EntryOf<K> | undefined>;
  all(): Promise<readonly Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(kind: Kind, id: string): Promise<void>;
}
