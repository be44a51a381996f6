/** Which pages bear a name, and which full-text hits are worth showing. */
import type { Named } from '../catalog/search-keys.ts';

const shortestPrefix = 2;

/** Pages with just this name, terms before lessons; then pages with a name that begins so. */
export function findNamed(names: readonly Named[], words: string): Named[] {
  const rank = (page: Named): number => {
    const exact = page.keys.includes(words);
    const begins = words.length >= shortestPrefix && page.keys.some((key) => key.startsWith(words));
    if (!exact && !begins) return 0;
    return (exact ? 4 : 2) + (page.kind === 'term' ? 1 : 0);
  };
  return names
    .map((page) => ({ page, rank: rank(page) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ page }) => page);
}

/** The index falls back to ever shorter beginnings of a word; a hit on one letter of a long word is none. */
export function reallyFound(excerpt: string, query: string): boolean {
  const heads = query
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.slice(0, 3));
  return [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].some(([, hit = '']) =>
    heads.some((head) => hit.toLowerCase().includes(head)),
  );
}
