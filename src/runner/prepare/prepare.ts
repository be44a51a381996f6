/** A program made ready to load: transpiled, its imports resolved and checked, in order of dependency. */
import type { ErrorInfo } from '../../grading/index.ts';
import type { Program } from '../protocol.ts';
import type { LinkedModule } from '../sandbox/messages.ts';
import { readModule, type ImportSite, type ModuleRecord } from './module-record.ts';
import { nearestName } from './nearest-name.ts';
import { positionAt } from './text-position.ts';
import { transpile } from './transpile.ts';

export type Prepared =
  | { readonly kind: 'ready'; readonly modules: readonly LinkedModule[] }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** Names that may be imported from each library. */
export type Libraries = { readonly [specifier: string]: readonly string[] };

class PrepareError extends Error {
  readonly info: ErrorInfo;
  constructor(info: ErrorInfo) {
    super(info.message);
    this.info = info;
  }
}

interface Loaded {
  readonly name: string;
  readonly code: string;
  readonly record: ModuleRecord;
}

/** Makes a program ready, or says what is wrong with it before any of it runs. */
export function prepare(program: Program, libraries: Libraries): Prepared {
  const loaded = new Map<string, Loaded>();
  const order: Loaded[] = [];
  try {
    visit(program.entry, []);
    return { kind: 'ready', modules: order.map((module) => cut(module)) };
  } catch (error) {
    if (error instanceof PrepareError) return { kind: 'failed', error: error.info };
    throw error;
  }

  function visit(name: string, path: readonly string[]): Loaded {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const module = load(name);
    const here = [...path, name];
    for (const site of module.record.imports) {
      const target = resolve(module, site);
      if (Object.hasOwn(libraries, target)) {
        checkNames(module, site, libraries[target] as readonly string[], false);
        continue;
      }
      if (here.includes(target)) throw circular(module, site, [...here.slice(here.indexOf(target)), target]);
      const other = visit(target, here);
      const exports = exportsOf(other, new Set());
      if (exports !== undefined) checkNames(module, site, exports, true);
    }
    loaded.set(name, module);
    order.push(module);
    return module;
  }

  function load(name: string): Loaded {
    const text = Object.hasOwn(program.modules, name) ? program.modules[name] : undefined;
    if (text === undefined) throw new PrepareError({ name: 'Error', message: `The program has no module '${name}'` });
    const transpiled = transpile(name, text);
    if (transpiled.kind === 'failed') throw new PrepareError(transpiled.error);
    let record: ModuleRecord;
    try {
      const read = readModule(transpiled.code);
      record = { ...read, imports: read.imports.filter((site) => !site.dynamic || find(site.specifier) !== undefined) };
    } catch {
      // What the lexer cannot read no engine can; it will be asked, and acorn finds the place.
      record = { imports: [], exports: [], stars: [] };
    }
    if (record.exports.includes('then')) {
      const help = 'A module with an export of this name counts as a promise and never finishes loading: rename it.';
      throw new PrepareError({ name: 'SyntaxError', message: "A module cannot export 'then'", module: name, help });
    }
    return { name, code: transpiled.code, record };
  }

  function find(specifier: string): string | undefined {
    if (Object.hasOwn(libraries, specifier)) return specifier;
    const local = /^\.\/(.+)$/.exec(specifier)?.[1];
    if (local === undefined) return undefined;
    const bare = local.replace(/\.[tj]s$/, '');
    return [local, bare, `${bare}.ts`].find((name) => Object.hasOwn(program.modules, name));
  }

  function resolve(module: Loaded, site: ImportSite): string {
    const { specifier } = site;
    const found = find(specifier);
    if (found !== undefined) return found;
    const others = Object.keys(program.modules).filter((name) => name !== module.name);
    const known = [...Object.keys(libraries), ...others.map((name) => `./${name}`)];
    const near = nearestName(specifier, known);
    const exist = known.map((name) => `'${name}'`).join(', ');
    throw problem(module, site.start, {
      name: 'ImportError',
      message: `There is no module '${specifier}'`,
      help: `${near === undefined ? '' : `Did you mean '${near}'? `}What can be imported here: ${exist}.`,
    });
  }

  function exportsOf(module: Loaded, seen: Set<string>): readonly string[] | undefined {
    if (seen.has(module.name)) return [];
    seen.add(module.name);
    const names = [...module.record.exports];
    for (const star of module.record.stars) {
      const site = module.record.imports.find((entry) => entry.specifier === star);
      if (site === undefined) return undefined;
      const target = resolve(module, site);
      const inner = Object.hasOwn(libraries, target)
        ? libraries[target]
        : exportsOf(loaded.get(target) as Loaded, seen);
      if (inner === undefined) return undefined;
      names.push(...inner.filter((name) => name !== 'default'));
    }
    return names;
  }

  function cut(module: Loaded): LinkedModule {
    const code: string[] = [];
    const links: string[] = [];
    let at = 0;
    for (const site of module.record.imports) {
      code.push(module.code.slice(at, site.start));
      links.push(resolve(module, site));
      at = site.end;
    }
    code.push(module.code.slice(at));
    return { name: module.name, code, links };
  }
}

function problem(module: Loaded, offset: number, info: ErrorInfo): PrepareError {
  return new PrepareError({ ...info, module: module.name, ...positionAt(module.code, offset) });
}

function checkNames(module: Loaded, site: ImportSite, exports: readonly string[], local: boolean): void {
  for (const { name, offset } of site.names) {
    if (exports.includes(name)) continue;
    const near = nearestName(name, exports);
    const message =
      name === 'default'
        ? `'${site.specifier}' has no default export`
        : `'${site.specifier}' does not export '${name}'`;
    const braces = name === 'default' ? `Name what you want in braces: import { … } from '${site.specifier}'. ` : '';
    const listed = exports.length <= 12 ? exports : [];
    const names =
      listed.length > 0
        ? `It exports ${listed.join(', ')}.`
        : local
          ? 'It exports nothing: put export before what you need.'
          : '';
    const help = `${near === undefined ? '' : `Did you mean ${near}? `}${braces}${names}`.trim();
    throw problem(module, offset, { name: 'ImportError', message, ...(help === '' ? {} : { help }) });
  }
}

function circular(module: Loaded, site: ImportSite, path: readonly string[]): PrepareError {
  const [last, first] = [path.at(-2), path.at(-1)];
  return problem(module, site.start, {
    name: 'ImportError',
    message: `Modules import each other in a circle: ${path.join(' → ')}`,
    help: last === first ? 'A module cannot import itself.' : 'Move what both need into a third module.',
  });
}
