import type { Entry, EntryOf, Kind, Version } from './entry.ts';

/** Where progress is kept. `put` settles only when the record is safe; a failure rejects and loses nothing old. */
export interface Store {
  /** False when records live in this tab's memory only; the page then says so. */
  readonly lasting: boolean;
  /** Why records do not last, as a sentence for the page, where it is known. */
  readonly why?: string;
  get<K extends Kind>(kind: K, id: string): Promise<EntryOf<K> | undefined>;
  all(): Promise<readonly Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(kind: Kind, id: string): Promise<void>;
  /** Versions of one text, oldest first. */
  versions(id: string): Promise<readonly Version[]>;
  /** Adds a version, unless the newest has the same text; the oldest of too many go, see `excessOf`. */
  addVersion(version: Version): Promise<void>;
}
