import { posix } from 'node:path';
import { codeLinesOfMdx, readImports, UNREADABLE, type Import } from './imports.ts';

/** What one room may import from the project. A target with `types` may only be imported as types. */
export interface Room {
  readonly path: string;
  readonly may: readonly { readonly room: string; readonly types?: true; readonly only?: string }[];
  /** No package, no Node module, nothing but what `may` names. */
  readonly closed?: true;
}

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The names under which the project's own rooms are imported as if they were packages. */
const SELF: Readonly<Record<string, string>> = {
  risotto: 'engine/index.ts',
  'risotto/grading': 'src/grading/index.ts',
  'risotto/output': 'src/runner/output.ts',
};

/** The room a path lies in: the one with the longest matching folder. */
function roomOf(path: string, rooms: readonly Room[]): Room | undefined {
  return rooms
    .filter((room) => path === room.path || path.startsWith(`${room.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** The project path an import means, or undefined for a package, a Node module or a virtual one. */
function targetOf(file: string, { specifier, glob }: Import): string | undefined {
  const own = SELF[specifier];
  if (own !== undefined) return own;
  const path = specifier.replace(/^!/, '').replace(/[?#].*$/, '');
  if (path.startsWith('/')) return path.slice(1);
  if (path.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), path));
  return glob ? posix.normalize(path) : undefined;
}

/** The fixed part of a pattern: `lessons/06-x/cells/*.ts` lies in `lessons`. */
const fixedPart = (path: string): string => path.replace(/[*{[(!].*$/, '').replace(/\/$/, '');

function checkImport(file: string, from: Room, item: Import, rooms: readonly Room[]): string | undefined {
  if (item.specifier === UNREADABLE) {
    return from.closed ? `${from.path} has an import that is not a literal` : undefined;
  }
  const target = targetOf(file, item);
  if (target === undefined) {
    if (!from.closed) return undefined;
    return `${from.path} imports the package "${item.specifier}"; it may import only rooms`;
  }
  const to = roomOf(fixedPart(target), rooms);
  if (to === undefined) {
    // Styles, data and pictures outside every room are nobody's code.
    return /\.(?:css|svg|png|json|woff2?)$/.test(target)
      ? undefined
      : `${from.path} imports ${target}, which lies in no room`;
  }
  if (to.path === from.path) return undefined;
  const allowed = from.may.filter((entry) => entry.room === to.path);
  if (allowed.length === 0) return `${from.path} may not import ${to.path} (${item.specifier})`;
  if (allowed.some((entry) => entry.only === undefined || entry.only === target)) {
    if (item.typeOnly || allowed.some((entry) => entry.types === undefined)) return undefined;
    return `${from.path} may import ${to.path} only as types: write \`import type\` (${item.specifier})`;
  }
  return `${from.path} may import only ${allowed.map((entry) => entry.only).join(', ')} of ${to.path}`;
}

/** What is wrong with the imports of one file. */
export function checkImports(file: string, source: string, rooms: readonly Room[]): Violation[] {
  if (file.endsWith('.mdx')) {
    return codeLinesOfMdx(source).map((line) => ({ file, line, message: 'MDX holds no code and imports nothing' }));
  }
  const from = roomOf(file, rooms);
  if (from === undefined) return [{ file, line: 1, message: 'the file lies in no room of the table' }];
  return readImports(file, source).flatMap((item) => {
    const message = checkImport(file, from, item, rooms);
    return message === undefined ? [] : [{ file, line: item.line, message }];
  });
}
