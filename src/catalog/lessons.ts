/**
 * Reads a lesson's folder: its cells with their recorded output, its values and its exercises' texts.
 * Runs at build; the page gets what it needs as props.
 */

const cellTexts = import.meta.glob<string>('../../lessons/*/cells/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const cellOutputs = import.meta.glob<readonly object[]>('../../lessons/*/cells/*.out.json', {
  import: 'default',
  eager: true,
});
const valueModules = import.meta.glob<{ values: Readonly<Record<string, number>> }>('../../lessons/*/values.ts', {
  eager: true,
});

export interface LessonCell {
  /** File name without its ending: '02-one-pot'. */
  readonly name: string;
  readonly text: string;
  /** As the runner printed it, message by message. */
  readonly recorded: readonly object[];
}

const folderOf = (path: string) => /lessons\/\d+-([^/]+)\//.exec(path)?.[1];
const nameOf = (path: string) => path.replace(/^.*\//, '').replace(/\.ts$/, '');

/** The cells of a lesson, in order of their names. */
export function lessonCells(concept: string): LessonCell[] {
  return Object.keys(cellTexts)
    .filter((path) => folderOf(path) === concept)
    .sort()
    .map((path) => {
      const recorded = cellOutputs[path.replace(/\.ts$/, '.out.json')];
      if (!recorded) throw new Error(`${path} has no recorded output beside it. Run \`npm run record\`.`);
      return { name: nameOf(path), text: (cellTexts[path] ?? '').trimEnd(), recorded };
    });
}

/** A number that a lesson's text quotes, computed by the engine at build. */
export function lessonValue(concept: string, name: string): number {
  const path = Object.keys(valueModules).find((candidate) => folderOf(candidate) === concept);
  const values = path === undefined ? undefined : valueModules[path]?.values;
  const value = values?.[name];
  if (value === undefined) {
    throw new Error(
      `Lesson ${concept} quotes the value "${name}", but its values.ts has only: ${Object.keys(values ?? {}).join(', ')}.`,
    );
  }
  return value;
}
