import { readFile, mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitEngineTypes } from '../../src/components/editor/engine-types-plugin.ts';
import { keepLibraries } from '../../src/components/editor/slim-monaco-plugin.ts';

const sources: Record<string, string> = {
  'engine/index.ts': "export { pot } from './pot.ts';\nexport type { Ladle } from './ladle.ts';\n",
  'engine/pot.ts': '/** A pot of stock. */\nexport function pot(size: number): number {\n  return size * 2;\n}\n',
  'engine/ladle.ts': 'export interface Ladle {\n  /** In decilitres. */\n  size: number;\n}\n',
  'engine/unused.ts': 'export const unused = 1;\n',
};

describe('emitEngineTypes', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'risotto-types-'));
    for (const [path, text] of Object.entries(sources)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('gives declarations with their docstrings, of what the entry reaches and no more', () => {
    const { types, entries, files } = emitEngineTypes(root);
    expect(entries).toEqual({ risotto: 'engine/index.d.ts' });
    expect(Object.keys(types).sort()).toEqual(['engine/index.d.ts', 'engine/ladle.d.ts', 'engine/pot.d.ts']);
    expect(types['engine/pot.d.ts']).toContain('/** A pot of stock. */');
    expect(types['engine/pot.d.ts']).toContain('pot(size: number): number');
    expect(files).toHaveLength(3);
  });
});

describe('keepLibraries', () => {
  it('keeps the language and drops the page', async () => {
    const path = fileURLToPath(import.meta.resolve('monaco-editor/languages/features/typescript/lib/lib'));
    const whole = await readFile(path, 'utf8');
    const kept = keepLibraries(whole, 'esnext');
    expect(kept).toContain('libFileMap["lib.es5.d.ts"]');
    expect(kept).toContain('libFileMap["lib.es2024.promise.d.ts"]');
    expect(kept).not.toContain('libFileMap["lib.dom.d.ts"]');
    expect(kept.length).toBeLessThan(whole.length / 4);
    const { libFileMap } = (await import(`data:text/javascript,${encodeURIComponent(kept)}`)) as {
      libFileMap: Record<string, string>;
    };
    const named = Object.values(libFileMap).flatMap((text) =>
      [...text.matchAll(/<reference lib="([\w.]+)"/g)].map(([, name]) => name),
    );
    expect(named.filter((name) => !(`lib.${name ?? ''}.d.ts` in libFileMap))).toEqual([]);
  });
});
