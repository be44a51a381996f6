/** Vite plugin: the sandbox's scripts as strings, under 'virtual:risotto-sandbox'. Serves dev, build and vitest alike. */
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { frameScriptHash } from './frame-hash.ts';

const PUBLIC_ID = 'virtual:risotto-sandbox';
const RESOLVED_ID = '\0risotto-sandbox';

/** Exports of 'risotto/output' that are the sandbox's own business. */
const INTERNAL_EXPORTS = ['connectOutput'];

interface Bundle {
  readonly code: string;
  readonly exports: readonly string[];
  readonly files: readonly string[];
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/* A build of its own: the page's plugins, aliases and environment have no business in the sandbox. */
async function bundle(entry: string, format: 'iife' | 'es'): Promise<Bundle> {
  const result = await build({
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'error',
    root: pathOf('.'),
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      minify: 'oxc',
      reportCompressedSize: false,
      lib: { entry, formats: [format], name: 'risottoSandbox', fileName: 'bundle' },
      // Not mangled, since names of functions and classes are read in error messages and printed values. `keepNames`
      // would do it too, but calls Object.defineProperty wherever a function is made, even after learner code has run.
      rolldownOptions: { output: { minify: { compress: true, mangle: false, codegen: true } } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const [chunk, ...rest] = outputs.filter((output) => output.type === 'chunk');
  if (chunk === undefined || rest.length > 0) throw new Error(`${entry} did not become a single script.`);
  const files = Object.keys(chunk.modules).filter((id) => !id.startsWith('\0'));
  // A classic script is sloppy unless it says otherwise, and sloppy functions have a `.caller`.
  const code = format === 'iife' ? `'use strict';${chunk.code}` : chunk.code;
  return { code, exports: chunk.exports, files };
}

/** Options of the plugin. */
export interface SandboxBundleOptions {
  /** Entry of the engine; a test may give another. */
  readonly engine?: string;
}

/** Provides 'virtual:risotto-sandbox'. */
export function sandboxBundle(options: SandboxBundleOptions = {}): Plugin {
  const engineEntry = options.engine ?? pathOf('../../engine/index.ts');
  return {
    name: 'risotto-sandbox',
    resolveId: (id) => (id === PUBLIC_ID ? RESOLVED_ID : undefined),
    async load(id) {
      if (id !== RESOLVED_ID) return undefined;
      const [worker, engine, output] = await Promise.all([
        bundle(pathOf('sandbox/worker-entry.ts'), 'iife'),
        bundle(engineEntry, 'es'),
        bundle(pathOf('output.ts'), 'es'),
      ]);
      for (const file of [...worker.files, ...engine.files, ...output.files]) this.addWatchFile(file);
      const exportNames = {
        risotto: engine.exports,
        'risotto/output': output.exports.filter((name) => !INTERNAL_EXPORTS.includes(name)),
      };
      const values = {
        workerScript: worker.code,
        engineModule: engine.code,
        outputModule: output.code,
        exportNames,
        frameScriptHash,
      };
      return Object.entries(values)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n');
    },
  };
}
