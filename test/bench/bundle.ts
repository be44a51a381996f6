import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type LibraryFormats, type Rollup } from 'vite';
import { root } from '../../scripts/sources.ts';

/** Where everything the benchmark makes is put. */
export const CACHE = join(root, '.cache', 'bench');

export async function bundle(entry: string, target: 'node' | 'browser'): Promise<string> {
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { risotto: join(root, 'engine/index.ts') } },
    ssr: { noExternal: true, target: 'node' },
    build: {
      write: false,
      target: 'esnext',
      minify: target === 'browser',
      ...(target === 'node'
        ? { ssr: entry }
        : { lib: { entry, formats: ['es' as LibraryFormats], fileName: 'bundle' } }),
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rollup.RollupOutput | Rollup.RollupOutput[];
  const { output } = Array.isArray(built) ? built[0]! : built;
  return output[0].code;
}

const TFJS_BINARY = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm');

// tfjs's Emscripten loader expects the names a CommonJS module has.
const COMMONJS_NAMES = `import { createRequire as bundledRequire } from 'node:module';
const require = bundledRequire(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
`;

/** Bundles a contestant for Node, so that all run as plain JavaScript from one file; returns the file. */
export async function bundleForNode(contestant: string): Promise<string> {
  const entry = join(CACHE, 'entries', `${contestant}.ts`);
  const file = join(CACHE, 'bundles', `${contestant}.mjs`);
  for (const folder of ['entries', 'bundles']) mkdirSync(join(CACHE, folder), { recursive: true });
  // Beside the contestant the problems it uses, so that the time to the first step can leave out making them.
  const exported = [`contestants/${contestant}.ts`, 'problems.ts'].map((path) => join(root, 'test/bench', path));
  writeFileSync(entry, exported.map((path) => `export * from ${JSON.stringify(path)};\n`).join(''));
  writeFileSync(file, COMMONJS_NAMES + (await bundle(entry, 'node')));
  return file;
}

/** What a page would load: the contestant minified for browsers, gzipped, in KiB, with its WebAssembly files. */
export async function bundleSize(contestant: string): Promise<number> {
  const code = await bundle(join(root, 'test/bench/contestants', `${contestant}.ts`), 'browser');
  const files = contestant === 'tfjs-wasm' ? [readFileSync(TFJS_BINARY)] : [];
  return [code, ...files].reduce((total, part) => total + gzipSync(part, { level: 9 }).length / 1024, 0);
}
