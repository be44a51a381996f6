import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a trailing separator. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The sub-path the site is built for, as in `/risotto/`: SITE_BASE, for hosts that do not give it a whole host name. */
export const base = process.env['SITE_BASE'] ?? '/';

/** What a build reads. Tests, docs and the programs that start the build are left out. */
const BUILD_INPUTS = [
  'astro.config.ts',
  'engine',
  'lessons',
  'package-lock.json',
  'package.json',
  'public',
  'scripts/site',
  'src',
  'svelte.config.js',
  'tsconfig.base.json',
  'tsconfig.json',
];

function* filesUnder(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
}

/** One hash over everything a build depends on: names and contents of what it reads, and the sub-path. */
export function hashSources(): string {
  const hash = createHash('sha256').update(base);
  for (const input of BUILD_INPUTS) {
    for (const file of filesUnder(join(root, input))) {
      const bytes = readFileSync(file);
      hash.update(`${file.slice(root.length)}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}
