import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { init, parse } from 'es-module-lexer';
import { inlineScripts } from '../site/csp.ts';
import { readTags } from '../site/html.ts';

export interface Loaded {
  readonly name: string;
  /** Bytes after gzip, as a static host sends them. */
  readonly bytes: number;
}

/** Attributes of an island that name a script it needs before it answers to anything. */
const ISLAND_ENTRIES = ['component-url', 'renderer-url', 'before-hydration-url'];

/** The addresses of the scripts a page starts with, before anyone has touched it. */
function entryScripts(html: string): string[] {
  const entries: string[] = [];
  for (const { name, attributes } of readTags(html)) {
    const rel = attributes.get('rel')?.toLowerCase() ?? '';
    if (name === 'script') entries.push(attributes.get('src') ?? '');
    if (name === 'link' && (rel === 'modulepreload' || (rel === 'preload' && attributes.get('as') === 'script'))) {
      entries.push(attributes.get('href') ?? '');
    }
    if (name === 'astro-island') entries.push(...ISLAND_ENTRIES.map((key) => attributes.get(key) ?? ''));
  }
  return entries.filter((entry) => entry !== '');
}

/** The file of a site that an address in a page means. The site may live under a sub-path, which is no folder of it. */
export function fileOf(site: string, page: string, address: string): string {
  const path = decodeURIComponent(address.replace(/[?#].*$/, ''));
  if (!path.startsWith('/')) return join(dirname(page), path);
  const parts = path.split('/').filter((part) => part !== '');
  for (let skip = 0; skip < parts.length; skip += 1) {
    const file = join(site, ...parts.slice(skip));
    if (existsSync(file)) return file;
  }
  return join(site, path);
}

/** What a script imports statically, and so loads along with itself. */
async function staticImports(source: string): Promise<string[]> {
  await init();
  const [imports] = parse(source);
  return imports.flatMap((item) => (item.type === 'static' || item.type === 'reexport-star' ? [item.specifier] : []));
}

/** Every script that a page loads before interaction: its own, those of its islands, and all they import. */
export async function loadedScripts(site: string, page: string): Promise<Loaded[]> {
  const html = readFileSync(page, 'utf8');
  const seen = new Map<string, Loaded>();
  const waiting = entryScripts(html).map((entry) => fileOf(site, page, entry));
  const inline = inlineScripts(html);
  for (const script of inline) {
    const imports = await staticImports(script).catch(() => []);
    waiting.push(...imports.map((entry) => fileOf(site, page, entry)));
  }
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    const source = readFileSync(file);
    seen.set(file, { name: relative(site, file), bytes: gzipSync(source).length });
    for (const entry of await staticImports(source.toString())) waiting.push(fileOf(site, file, entry));
  }
  const own = inline.length === 0 ? [] : [{ name: '(inline)', bytes: gzipSync(inline.join('\n')).length }];
  return [...seen.values(), ...own].sort((a, b) => b.bytes - a.bytes);
}
