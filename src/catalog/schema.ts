/** The shape of what authors write: frontmatter of lessons and glossary entries. Strict: an unknown key is an error. */
import { z } from 'astro/zod';

export const lessonSchema = z.strictObject({
  title: z.string(),
  concept: z.string(),
  /** What the kitchen calls it, a few words. */
  dish: z.string(),
  requires: z.array(z.string()),
  terms: z.array(z.string()),
  minutes: z.number().int().min(5).max(60),
  summary: z.string().max(200),
});

export const entrySchema = z.strictObject({
  term: z.string(),
  notations: z.array(z.string()),
  aliases: z.array(z.string()),
  /** Searched for, never shown: misspellings, and ways of speaking that are too loose to repeat. */
  misspellings: z.array(z.string()),
  kitchen: z.string().optional(),
  /** One sentence: the card, the top of the entry. */
  meaning: z.string().max(240),
  /** TeX. */
  formula: z.string().optional(),
  taughtIn: z.array(z.string()),
  seeAlso: z.array(z.string()),
});

/** A task is text only: all that is to be said about an exercise stands in its `exercise.ts`. */
export const taskSchema = z.strictObject({});
