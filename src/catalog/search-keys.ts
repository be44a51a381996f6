/** What can be found by name: each entry and lesson with every spelling under which people look for it. */
import { notationKeys } from './notation.ts';

export interface Named {
  readonly kind: 'term' | 'lesson';
  /** Path below the site's base. */
  readonly path: string;
  readonly title: string;
  readonly says: string;
  readonly keys: readonly string[];
}

interface Entry {
  readonly id: string;
  readonly data: {
    readonly term: string;
    readonly meaning: string;
    readonly notations: readonly string[];
    readonly aliases: readonly string[];
    readonly misspellings: readonly string[];
    readonly kitchen?: string | undefined;
    readonly taughtIn: readonly string[];
  };
}

interface Lesson {
  readonly id: string;
  readonly data: { readonly title: string; readonly dish: string; readonly summary: string };
}

function keysOf({ data }: Entry): string[] {
  const { term, notations, aliases, misspellings, kitchen } = data;
  return notationKeys([term, ...notations, ...aliases, ...misspellings, ...(kitchen ? [kitchen] : [])]);
}

/** Glossary entries and lessons as search knows them. A lesson is found under the names of what it teaches first. */
export function namedPages(entries: readonly Entry[], lessons: readonly Lesson[]): Named[] {
  const terms = entries.map((entry): Named => {
    const { term, meaning } = entry.data;
    return { kind: 'term', path: `glossary/${entry.id}/`, title: term, says: meaning, keys: keysOf(entry) };
  });
  const courses = lessons.map(({ id, data }): Named => {
    const taught = entries.filter((entry) => entry.data.taughtIn[0] === id).flatMap(keysOf);
    const keys = [...new Set([...notationKeys([data.title, data.dish, id]), ...taught])];
    return { kind: 'lesson', path: `lessons/${id}/`, title: data.title, says: data.summary, keys };
  });
  return [...terms, ...courses];
}
