/** What is kept of a learner's work: one record per thing, each standing for itself. */
import * as v from 'valibot';

/** `code:dw/02-one-pot`, `pass:dw/layer`, … : the kind, then the thing's permanent id. */
export const entrySchema = v.variant('kind', [
  /** The text as the learner left it. Absent when it is the original. */
  v.strictObject({ kind: v.literal('code'), id: v.string(), text: v.string(), at: v.number() }),
  /** A cell that was run, an exercise that was tried. */
  v.strictObject({ kind: v.literal('tries'), id: v.string(), count: v.number(), at: v.number() }),
  /** An exercise that was passed, with the code that passed. */
  v.strictObject({ kind: v.literal('pass'), id: v.string(), text: v.string(), at: v.number() }),
  /** The answer given to a prediction question. */
  v.strictObject({ kind: v.literal('guess'), id: v.string(), choice: v.number(), at: v.number() }),
  /** How many hints of an exercise were taken. */
  v.strictObject({ kind: v.literal('hints'), id: v.string(), count: v.number(), at: v.number() }),
]);

export type Entry = v.InferOutput<typeof entrySchema>;
export type Kind = Entry['kind'];
export type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>;

/** The key under which an entry is stored. */
export function keyOf(kind: Kind, id: string): string {
  return `${kind}:${id}`;
}

/** A record that does not have the shape of an entry is no entry: it is left where it is and not used. */
export function parseEntry(record: unknown): Entry | undefined {
  const parsed = v.safeParse(entrySchema, record);
  return parsed.success ? parsed.output : undefined;
}

/** One state of a text: it was run, typing came to rest, or something else was put in its place. */
export const versionSchema = v.strictObject({
  /** Whose version: the id of a cell or an exercise. */
  id: v.string(),
  text: v.string(),
  at: v.number(),
  why: v.picklist(['run', 'rest', 'replaced']),
});

/** A text of a cell or an exercise as it once was. */
export type Version = v.InferOutput<typeof versionSchema>;

export function parseVersion(record: unknown): Version | undefined {
  const parsed = v.safeParse(versionSchema, record);
  return parsed.success ? parsed.output : undefined;
}
