/** What one transpiled module imports and exports, with positions in its text. */
import { parse } from 'es-module-lexer/js';

/** A specifier in the text: `start` and `end` hold it without its quotes. */
export interface ImportSite {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
  /** `import(…)`: may fail when it is reached, so an unknown specifier is no reason not to run. */
  readonly dynamic: boolean;
  /** Names it takes from the other module, 'default' among them. */
  readonly names: readonly { readonly name: string; readonly offset: number }[];
}

export interface ModuleRecord {
  readonly imports: readonly ImportSite[];
  readonly exports: readonly string[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
}

/* `a, { b as c, "d" as e }` and `* as n`; comments have been blanked out. */
function importedNames(clause: string, offset: number): { name: string; offset: number }[] {
  const names: { name: string; offset: number }[] = [];
  const open = clause.indexOf('{');
  const first = /^\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(clause);
  if (first?.[1] !== undefined) names.push({ name: 'default', offset: offset + clause.indexOf(first[1]) });
  if (open < 0) return names;
  const list = clause.slice(open + 1, clause.lastIndexOf('}'));
  let at = open + 1;
  for (const item of list.split(',')) {
    const name = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(item);
    const text = name?.[1] ?? name?.[2] ?? name?.[3];
    if (text !== undefined) names.push({ name: text, offset: offset + at + item.indexOf(text) });
    at += item.length + 1;
  }
  return names;
}

const blank = (comment: string): string => comment.replace(/[^\n]/g, ' ');

/** Reads the module syntax of JavaScript. @throws when it is broken. */
export function readModule(code: string): ModuleRecord {
  const [imports, exports] = parse(code);
  const sites: ImportSite[] = [];
  imports.forEach((entry, index) => {
    if (entry.type === 'import-meta' || entry.specifier === undefined) return;
    const dynamic = entry.type === 'dynamic';
    if (dynamic && entry.glob) return;
    const reexported = exports.flatMap((e) =>
      e.type === 'reexport' && e.importIndex === index && e.importName !== null
        ? [{ name: e.importName, offset: e.importNameStart }]
        : [],
    );
    const statement = code.slice(entry.importStart, entry.start).replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, blank);
    const named =
      statement.startsWith('import') && !dynamic ? importedNames(statement.slice(6), entry.importStart + 6) : [];
    // A dynamic import's span includes its quotes.
    const inset = dynamic ? 1 : 0;
    sites.push({
      specifier: entry.specifier,
      start: entry.start + inset,
      end: entry.end - inset,
      dynamic,
      names: [...reexported, ...named],
    });
  });
  return {
    imports: sites.sort((a, b) => a.start - b.start),
    exports: exports.flatMap((e) => (e.type === 'reexport-all' ? [] : [e.name])),
    stars: exports.flatMap((e) => (e.type === 'reexport-all' ? [e.from] : [])),
  };
}
