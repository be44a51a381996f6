/**
 * Gives the browser the engine's real declarations, docstrings included, as `virtual:risotto-types`.
 * They are emitted from the sources by TypeScript itself, so the editor can never describe an older engine.
 */
import ts from 'typescript';
import type { Plugin } from 'vite';

const virtualId = 'virtual:risotto-types';
const resolvedId = `\0${virtualId}`;

/** What cells may import, and the source it stands for. */
const sources: Readonly<Record<string, string>> = {
  risotto: 'engine/index.ts',
  'risotto/output': 'src/runner/output.ts',
};

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  declaration: true,
  emitDeclarationOnly: true,
  stripInternal: true,
  strict: true,
  skipLibCheck: true,
};

export interface EngineTypes {
  readonly types: Record<string, string>;
  readonly entries: Record<string, string>;
  /** The sources they were made of, for watching. */
  readonly files: readonly string[];
}

const declarationOf = (path: string): string => path.replace(/\.ts$/, '.d.ts');

/** Declarations of every module that the entries reach, by path below `root`. */
export function emitEngineTypes(root: string, entries: Readonly<Record<string, string>> = sources): EngineTypes {
  const folder = `${root.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  const present = Object.entries(entries).filter(([, path]) => ts.sys.fileExists(folder + path));
  const program = ts.createProgram(
    present.map(([, path]) => folder + path),
    { ...options, rootDir: folder, outDir: folder },
  );
  const types: Record<string, string> = {};
  program.emit(
    undefined,
    (path, text) => {
      types[path.slice(folder.length)] = text;
    },
    undefined,
    true,
  );
  const files = program.getSourceFiles().map((file) => file.fileName);
  return {
    types,
    entries: Object.fromEntries(present.map(([name, path]) => [name, declarationOf(path)])),
    files: files.filter((file) => file.startsWith(folder) && !file.includes('/node_modules/')),
  };
}

export function engineTypesPlugin(root: string): Plugin {
  return {
    name: 'risotto-engine-types',
    resolveId: (id) => (id === virtualId ? resolvedId : undefined),
    load(id) {
      if (id !== resolvedId) return undefined;
      const { types, entries, files } = emitEngineTypes(root);
      for (const file of files) this.addWatchFile(file);
      for (const name of Object.keys(sources)) {
        if (!(name in entries)) this.warn(`the editor has no types for '${name}': ${sources[name] ?? ''} is missing`);
      }
      return `export const risottoTypes = ${JSON.stringify(types)};\nexport const risottoEntries = ${JSON.stringify(entries)};\n`;
    },
    handleHotUpdate({ file, server }) {
      const module = server.moduleGraph.getModuleById(resolvedId);
      if (module && file.endsWith('.ts') && /\/(engine|runner)\//.test(file))
        server.moduleGraph.invalidateModule(module);
    },
  };
}
