import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { root } from '../../scripts/sources.ts';

/** Where everything the benchmark makes is put. */
export const CACHE = join(root, '.cache', 'bench');

async function bundle(entry: string, target: 'node' | 'browser'): Promise<string> {
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
        : { lib: { entry, formats: ['es'], fileName: 'bundle' } satisfies object }),
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rollup.RollupOutput | Rollup.RollupOutput[];
  const { output } = Array.isArray(built) ? built[0]! : built;
  return output[0].code;
}

// tfjs's Emscripten loader expects the names a CommonJS module has.
const COMMONJS_NAMES = `import { createRequire as bundledRequire } from 'node:module';
const require = bundledRequire(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
`;

/** Bundles a contestant for Node, so that all run as plain JavaScript from one file; returns the file. */
export async function bundleForNode(contestant: string): Promise<string> {
  const code = await bundle(join(root, 'test/bench/contestants', `${contestant}.ts`), 'node');
  mkdirSync(join(CACHE, 'bundles'), { recursive: true });
  const file = join(CACHE, 'bundles', `${contestant}.mjs`);
  writeFileSync(file, COMMONJS_NAMES + code);
  return file;
}

/** What a page would load: the contestant minified for browsers, gzipped, in KiB. */
export async function bundleSize(contestant: string): Promise<number> {
  const code = await bundle(join(root, 'test/bench/contestants', `${contestant}.ts`), 'browser');
  return gzipSync(code, { level: 9 }).length / 1024;
}
