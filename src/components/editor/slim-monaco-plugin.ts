/**
 * Leaves out of Monaco what the course never uses. Each cut names the text it expects and fails the build when
 * an upgrade of Monaco moves it, so that nothing grows back unseen.
 */
import type { Plugin } from 'vite';

interface Cut {
  readonly file: RegExp;
  readonly apply: (code: string) => string;
}

const libStatement = /^libFileMap\["lib\.([\w.]+)\.d\.ts"\] = /;
const licence = /\/\*! \*{9}[^]*?\*{9} \*\//;

/** Of TypeScript's library texts keep those that `root` refers to: no DOM (cells have none), 3 MB less. */
export function keepLibraries(code: string, root: string): string {
  const statements = new Map<string, string>();
  // A text may be a template over many lines.
  for (const text of code.split(/\n(?=libFileMap\[|export )/)) {
    const name = libStatement.exec(text)?.[1];
    if (name !== undefined) statements.set(name, text);
  }
  const kept = new Set<string>();
  const queue = [root];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const text = statements.get(name);
    if (kept.has(name) || text === undefined) continue;
    kept.add(name);
    for (const match of text.matchAll(/<reference lib="([\w.]+)"/g)) queue.push(match[1] ?? '');
  }
  const texts = [...kept].map((name) => (statements.get(name) ?? '').replace(licence, ''));
  return [
    '/*! TypeScript library declarations. Copyright (c) Microsoft Corporation. Apache License 2.0 */',
    'const libFileMap = {};',
    ...texts,
    'export { libFileMap };',
  ].join('\n');
}

const cuts: readonly Cut[] = [
  { file: /features\/typescript\/lib\/lib\.js$/, apply: (code) => keepLibraries(code, 'esnext') },
  // It registers every feature of Monaco for its side effects; monaco-language.ts names the ones wanted.
  { file: /internal\/common\/workers\.js$/, apply: (code) => code.replace(/^import '[^']+';$/gm, '') },
  // Set up in monaco-language.ts; fetched on first use, it would come after the first letters typed, which then
  // find no suggestions.
  {
    file: /features\/typescript\/register\.js$/,
    apply: (code) => code.replace(/^languages\.onLanguage\([^]*?^\}\);$/gm, ''),
  },
  // Both workers are made in monaco-language.ts; these would be built a second time.
  {
    file: /features\/typescript\/workerManager\.js$/,
    apply: (code) => code.replace(/createWorker: \(\) => new Worker\(.*\),$/m, ''),
  },
  {
    file: /browser\/services\/editorWorkerService\.js$/,
    apply: (code) => code.replace(/esmModuleLocationBundler: .*$/m, ''),
  },
];

function slimPlugin(): Plugin {
  return {
    name: 'risotto-slim-monaco',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0] ?? id;
      if (!file.includes('/monaco-editor/esm/')) return undefined;
      const cut = cuts.find((each) => each.file.test(file));
      if (!cut) return undefined;
      const slim = cut.apply(code);
      if (slim.length >= code.length) this.error(`Monaco changed: nothing to leave out of ${file}`);
      return { code: slim, map: null };
    },
  };
}

export function slimMonacoPlugin(): Plugin {
  return {
    ...slimPlugin(),
    config: () => ({
      worker: { format: 'es', plugins: () => [slimPlugin()] },
      // Pre-bundling would skip this plugin and break Monaco's workers during development.
      optimizeDeps: { exclude: ['monaco-editor'] },
    }),
  };
}
