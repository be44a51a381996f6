import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { RELAXED_KERNELS, STANDARD_KERNELS } from '../engine/kernels/wasm-bytes.ts';
import { foreignInCss, foreignInHtml, foreignInJs } from '../scripts/budgets/foreign-hosts.ts';
import { fileOf, loadedScripts, type Loaded } from '../scripts/budgets/page-weight.ts';
import { isBuilt, site } from '../scripts/build.ts';
import { loadSandboxBundle } from '../src/runner/host/sandbox-bundle.ts';

/** Bytes of script after gzip that a page may load before anyone has touched it. */
const SCRIPT_BUDGET = 60_000;

const files = existsSync(site)
  ? readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  : [];
const ending = (...endings: string[]): string[] => files.filter((file) => endings.some((end) => file.endsWith(end)));
const name = (file: string): string => relative(site, file);
const sum = (scripts: readonly Loaded[]): number => scripts.reduce((total, { bytes }) => total + bytes, 0);

describe('the built site', () => {
  const sizes: string[] = [];
  afterAll(() => console.log(`script loaded before interaction, gzipped:\n${sizes.sort().join('\n')}`));

  test('is there, and made from the sources as they are', () => expect(isBuilt()).toBe(true));

  test('has lesson pages', () => {
    expect(ending('.html').filter((page) => name(page).startsWith('lessons')).length).toBeGreaterThan(0);
  });

  test.each(ending('.html').map((page) => [name(page), page]))('%s keeps to its script budget', async (_, page) => {
    const scripts = await loadedScripts(site, page);
    const list = scripts.map(({ name, bytes }) => `${(bytes / 1000).toFixed(1)} kB ${name}`);
    sizes.push(`${(sum(scripts) / 1000).toFixed(1).padStart(6)} kB  ${name(page)}`);
    expect(sum(scripts), `\n${list.join('\n')}\n`).toBeLessThanOrEqual(SCRIPT_BUDGET);
  });

  test('loads nothing from another host', () => {
    const kinds = [
      [ending('.html'), foreignInHtml],
      [ending('.css'), foreignInCss],
      [ending('.js', '.mjs'), foreignInJs],
    ] as const;
    const found = kinds.flatMap(([paths, search]) =>
      paths.flatMap((file) => search(readFileSync(file, 'utf8')).map((address) => `${name(file)}: ${address}`)),
    );
    expect(found).toEqual([]);
  });

  test('brings its fonts along', () => {
    const fonts = ending('.css').flatMap((sheet) =>
      [...readFileSync(sheet, 'utf8').matchAll(/url\(["']?([^"')]+\.(?:woff2?|ttf))["']?\)/g)].map((match) =>
        fileOf(site, sheet, match[1] ?? ''),
      ),
    );
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((font) => !existsSync(font))).toEqual([]);
  });
});

describe('the engine, as the sandbox loads it', () => {
  const gzipped = (data: string | Uint8Array): number => gzipSync(data, { level: 9 }).length;
  const compiled = [STANDARD_KERNELS, RELAXED_KERNELS];
  const wasm = gzipped(Buffer.concat(compiled.map((bytes) => Buffer.from(bytes, 'base64'))));

  test('keeps to its budgets of script and of WebAssembly', async () => {
    const { engineModule } = await loadSandboxBundle();
    expect(compiled.every((bytes) => engineModule.includes(bytes))).toBe(true);
    const script = gzipped(compiled.reduce((text, bytes) => text.replace(bytes, ''), engineModule));
    console.log(`the engine, gzipped: ${(script / 1000).toFixed(1)} kB script, ${(wasm / 1000).toFixed(1)} kB wasm`);
    expect(script).toBeLessThanOrEqual(60_000);
    expect(wasm).toBeLessThanOrEqual(40_000);
  });
});

describe('the measuring itself', () => {
  test('follows scripts, preloads, islands and static imports, but not what waits to be asked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'budget-'));
    const heavy = (bytes: number): string => `export const x = "${randomBytes(bytes).toString('hex')}";`;
    try {
      writeFileSync(join(folder, 'a.js'), `import './b.js'; export * from "./c.js"; import('./late.js');`);
      for (const each of ['b', 'c', 'late', 'island', 'renderer', 'preloaded', 'inlined']) {
        writeFileSync(join(folder, `${each}.js`), heavy(1000));
      }
      const page = join(folder, 'index.html');
      writeFileSync(
        page,
        `<head><link rel="modulepreload" href="/sub/preloaded.js"><script type="module" src="/sub/a.js"></script></head>
        <astro-island component-url="/sub/island.js" renderer-url="/sub/renderer.js" props='{"x":"<script src=z.js>"}'>
        <script type="module">import "./inlined.js"</script><script type="application/json">{}</script>`,
      );
      const scripts = await loadedScripts(folder, page);
      expect(scripts.map((script) => script.name).sort()).toEqual(
        ['(inline)', 'a.js', 'b.js', 'c.js', 'inlined.js', 'island.js', 'preloaded.js', 'renderer.js'].sort(),
      );
      expect(sum(scripts)).toBeGreaterThan(6000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    '<script src="https://cdn.example/x.js"></script>',
    '<link rel="stylesheet" href="//cdn.example/x.css">',
    '<link rel="preconnect" href="https://fonts.example">',
    '<img srcset="/a.png 1x, https://cdn.example/b.png 2x">',
    '<div style="background: url(https://cdn.example/x.png)"></div>',
    '<style>@import "https://cdn.example/x.css";</style>',
    '<script>fetch("https://api.example/x")</script>',
  ])('notices %s', (html) => expect(foreignInHtml(html)).toHaveLength(1));

  test.each([
    'import("https://cdn.example/x.js")',
    'import x from"https://cdn.example/x.js"',
    'new Worker("//cdn.example")',
  ])('notices %s in a script', (source) => expect(foreignInJs(source)).toHaveLength(1));

  test('leaves links, names and comments alone', () => {
    expect(
      foreignInHtml('<a href="https://example.org/">x</a><link rel="canonical" href="https://a.example/">'),
    ).toEqual([]);
    expect(foreignInCss('/* url(https://a.example/x) */ a { background: url(data:image/png;base64,AA) }')).toEqual([]);
    expect(foreignInJs('const ns = "https://www.w3.org/2000/svg"; // see https://a.example')).toEqual([]);
  });
});
