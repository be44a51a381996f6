import { readFile, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { exerciseIds, loadExercise } from '../../../src/catalog/exercises.ts';
import { launch } from '../chromium.ts';
import { exercise, expectQuiet, paste, settle, statusOf, visit, type Visit } from './visit.ts';

const lessons = new URL('../../../lessons/', import.meta.url);
const folders = await readdir(lessons);
let browser: Browser;
let open: Visit;

beforeAll(async () => {
  browser = await launch();
  open = await visit(browser, `${inject('url')}lessons/dw/`);
});
afterAll(() => browser.close());

function fileOf(id: string, file: string): URL {
  const [concept, slug] = id.split('/');
  const folder = folders.find((name) => name.replace(/^\d+-/, '') === concept);
  return new URL(`${folder}/exercises/${slug}/${file}`, lessons);
}

async function check(id: string, text: string, end: RegExp): Promise<string> {
  const section = exercise(id);
  await paste(open.page, section, text);
  await open.page.locator(`${section} .toolbar .primary`).click();
  await statusOf(open.page, section, end);
  return open.page.locator(`${section} .result`).innerText();
}

const plain = (sentence: string) => sentence.replaceAll('`', '');

describe.each(exerciseIds())('%s in the page', async (id) => {
  const { definition } = await loadExercise(id);

  it('refuses the starter', async () => {
    const section = exercise(id);
    await open.page.locator(`${section} .toolbar .primary`).click();
    expect(await statusOf(open.page, section, /checks pass|Stopped|not/)).toMatch(/^0 of/);
  });

  it.each(Object.entries(definition.mistakes))('names the mistake %s', async (slug, mistake) => {
    const shown = await check(id, await readFile(fileOf(id, `mistakes/${slug}.ts`), 'utf8'), /checks pass/);
    expect(shown).toContain(plain(mistake.says));
    expect(shown).toContain('Yours');
    expect(shown).toContain('Expected');
    const target = await open.page
      .locator(`${exercise(id)} .says a`)
      .first()
      .getAttribute('href');
    expect(await open.page.locator(target ?? '#none').count()).toBe(1);
  });

  it('accepts the solution, and trains with it', async () => {
    const shown = await check(id, await readFile(fileOf(id, 'solution.ts'), 'utf8'), /^Passed: all/);
    expect(shown).toContain(plain(definition.payoff));
    expect(shown).toMatch(/from [\d.]+ to/);
  });

  it('says when the function has another name', async () => {
    const solution = await readFile(fileOf(id, 'solution.ts'), 'utf8');
    const shown = await check(id, solution.replaceAll(definition.signature.name, 'myFunction'), /checks pass/);
    expect(shown).toContain('myFunction');
    expect(shown).toContain(definition.signature.name);
  });

  it('never passes a stopped run', async () => {
    const shown = await check(id, `export function ${definition.signature.name}() { for (;;) {} }`, /^Stopped/);
    expect(shown).toContain('does not pass');
  });

  it('never passes NaN, nothing, or an answer forged through the page', async () => {
    for (const body of [
      'return NaN',
      'return undefined',
      'self.postMessage?.({ passed: true }); return { passed: true }',
    ]) {
      await check(id, `export function ${definition.signature.name}() { ${body}; }`, /^0 of \d checks pass/);
    }
  });
});

describe('a pass', () => {
  const id = 'dw/one-neuron';
  const section = exercise(id);

  it('is not claimed for code that came after it, and leaves with its training on Reset', async () => {
    const { page } = open;
    const solution = await readFile(fileOf(id, 'solution.ts'), 'utf8');
    await paste(page, section, solution);
    await page.locator(`${section} .toolbar .primary`).click();
    await page.locator(section, { hasText: 'Your function at work' }).waitFor();
    await page.locator(`${section} button`, { hasText: 'Reset' }).first().click();
    await page.waitForTimeout(500);
    expect(await page.locator(`${section} .payoff`).count()).toBe(0);
    expect(await page.locator(`${section} .badge`).innerText()).toBe('✓ passed earlier, with other code');
    await page.locator(`${section} button`, { hasText: 'Undo reset' }).click();
    expect(await page.locator(`${section} .badge`).innerText()).toBe('✓ passed');
  });
});

describe('a report', () => {
  const id = 'dw/layer';
  const section = exercise(id);

  it('shows as many digits as the difference takes', async () => {
    const body =
      'return dZ[0].map((_, o) => X[0].map((__, j) => X.reduce((s, x, i) => s + dZ[i][o] * x[j], 0) * 1.00002));';
    await check(id, `export function dwLayer(X: number[][], dZ: number[][]) { ${body} }`, /checks pass/);
    const answers = open.page.locator(`${section} .answers .one`);
    const [yours, expected] = [await answers.nth(0).innerText(), await answers.nth(1).innerText()].map((text) =>
      text.replace(/\(differs\)|Yours|Expected/g, '').trim(),
    );
    expect(yours).not.toBe(expected);
  });

  it('says each thing once, with the line of an error', async () => {
    const nothing = await check(id, 'export function dwLayer() {}', /checks pass/);
    expect(nothing.match(/dwLayer returned/g)).toHaveLength(1);
    const code =
      'export function dwLayer(X: number[][], dZ: number[][]) {\n  if (X[0][0] > 0) return X[99][0];\n  return [[0.5]];\n}';
    const shown = await check(id, code, /checks pass/);
    expect(shown).toContain('Line 2: TypeError');
    expect(shown.match(/past the end/g)).toHaveLength(1);
  });
});

describe('after all that', () => {
  it('remembers what was passed', async () => {
    await open.page.reload();
    await settle(open.page);
    for (const id of exerciseIds()) await open.page.locator(`${exercise(id)} .badge`, { hasText: 'passed' }).waitFor();
    await open.page.goto(`${inject('url')}menu/`);
    await open.page.locator('[data-concept=dw]', { hasText: /all \d exercises passed/ }).waitFor();
  });
  it('left no complaint and asked no one else', () => expectQuiet(open));
});
