import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { root } from '../../scripts/sources.ts';
import { launch } from './chromium.ts';
import { exactNumbers } from './engine/exact-numbers.ts';

let browser: Browser;
let code: string;

beforeAll(async () => {
  browser = await launch();
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry: 'test/browser/engine/exact-numbers.ts', formats: ['iife'], name: 'bundled' },
    },
  })) as Rollup.RollupOutput[];
  code = built[0]!.output[0].code;
});
afterAll(() => browser.close());

test('what + − × ÷ and √ lead to is the same bit for bit in Chromium and in Node', async () => {
  const page = await browser.newPage();
  await page.addScriptTag({ content: code });
  const there = await page.evaluate('bundled.exactNumbers()');
  const here = exactNumbers();
  expect(Object.keys(here)).toHaveLength(28);
  expect(there).toEqual(here);
});
