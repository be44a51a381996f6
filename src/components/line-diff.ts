/** The difference of two texts, by lines. Load it lazily: the algorithm comes with it. */
import { diffLines, structuredPatch } from 'diff';

interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Lines that belong together, with some around them. */
export interface Hunk {
  /** The first line, counted in the newer text. */
  readonly from: number;
  readonly lines: readonly DiffLine[];
}

/** The search for the smallest difference of two very different long texts could take minutes. */
const timeout = 300;
const kinds = { '+': 'added', '-': 'removed', ' ': 'same' } as const;

/** A line break at the end, or none, is no difference to a reader. */
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** Undefined when the texts have too little in common to be compared in time. */
export function lineDiff(before: string, after: string): Hunk[] | undefined {
  const patch = structuredPatch('', '', ended(before), ended(after), '', '', { context: 3, timeout });
  return patch?.hunks.map(({ newStart, lines }) => ({
    from: newStart,
    lines: lines.flatMap((line) => {
      const kind = kinds[line.charAt(0) as keyof typeof kinds] as DiffLine['kind'] | undefined;
      return kind ? [{ kind, text: line.slice(1) }] : [];
    }),
  }));
}

/** How many lines were added and removed; undefined when that cannot be found in time. */
export function diffSize(before: string, after: string): { added: number; removed: number } | undefined {
  const parts = diffLines(ended(before), ended(after), { timeout });
  return parts?.reduce(
    ({ added, removed }, part) => ({
      added: added + (part.added ? part.count : 0),
      removed: removed + (part.removed ? part.count : 0),
    }),
    { added: 0, removed: 0 },
  );
}
