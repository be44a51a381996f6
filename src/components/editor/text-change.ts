/** Small pure questions about text that both editors ask. */

export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** The smallest single replacement that turns `before` into `after`; undefined when they are equal. */
export function smallestChange(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { start, end: before.length - tail, insert: after.slice(start, after.length - tail) };
}

/** What a new line starts with when Enter is pressed after `before`: the indentation, one step more after an opener. */
export function indentAfter(before: string): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return /[([{]\s*$/.test(line) ? `${indent}  ` : indent;
}

/** The offset of a place, held inside the text. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const row = Math.min(Math.max(line, 1), lines.length) - 1;
  const before = lines.slice(0, row).reduce((sum, each) => sum + each.length + 1, 0);
  return before + Math.min(Math.max(column, 1) - 1, lines[row]?.length ?? 0);
}

/** The path a sibling has, seen from the module at `path`: './pot.ts' beside 'dw/02.ts' is 'dw/pot.ts'. */
export function siblingPath(path: string, name: string): string {
  const bare = name.replace(/^\.\//, '');
  const file = /\.[cm]?[jt]s$/.test(bare) ? bare : `${bare}.ts`;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return folder !== '' && file.startsWith(folder) ? file : folder + file;
}
