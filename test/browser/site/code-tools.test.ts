/** What one does with a text besides running it: history, comparison, layout, and how editors behave. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../chromium.ts';
import { violations } from './axe.ts';
import { cell, exercise, expectQuiet, paste, settle, statusOf, visit } from './visit.ts';

const lesson = `${inject('url')}lessons/dw/`;
const first = cell('01-one-pot');
const one = exercise('dw/one-neuron');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const tool = (page: Page, section: string, name: string) =>
  page.locator(section).getByRole('button', { name, exact: true });

async function openHistory(page: Page, section: string): Promise<void> {
  if (!(await tool(page, section, 'History').isVisible())) await tool(page, section, 'More').click();
  await tool(page, section, 'History').click();
  await page.locator('dialog[open]').waitFor();
}

/** What the editor holds, with the spaces that do break. */
const editorText = async (page: Page, section: string): Promise<string> =>
  (await page.locator(`${section} .view-lines`).innerText()).replaceAll('\u00a0', ' ');

describe.each([
  ['a cell', first, 'Ran in'],
  ['an exercise', one, 'checks'],
])('the history of %s', (_, section, end) => {
  it('has a version of each run, shows it, and gives it back without losing what was there', async () => {
    const open = await visit(browser, lesson);
    const { page, context } = open;
    for (const text of ['const a = 1;\n', 'const a = 1;\nconst b = 2;\n']) {
      await paste(page, section, text);
      await page.locator(`${section} .toolbar .primary`).click();
      await statusOf(page, section, new RegExp(end));
    }
    await paste(page, section, '// never run\n');
    await openHistory(page, section);
    const rows = page.locator('dialog li button');
    await rows.nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    expect(await rows.first().innerText()).toMatch(/\d\d:\d\d:\d\d\s+run · 1 line added/);
    await rows.nth(1).click();
    expect((await page.locator('dialog pre').innerText()).trim()).toBe('const a = 1;');
    await page.locator('dialog').getByLabel('Compare with now').check();
    await page.locator('dialog .removed', { hasText: 'removed: // never run' }).waitFor();
    await page.locator('dialog').getByRole('button', { name: 'Restore this version' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect((await editorText(page, section)).trim()).toBe('const a = 1;');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('History');
    await page.locator(`${section} .more [role=status]`, { hasText: 'What was there is in the history' }).waitFor();
    await page.reload();
    await settle(page);
    await openHistory(page, section);
    await page.locator('dialog pre', { hasText: 'never run' }).waitFor();
    expect(await page.locator('dialog li').first().innerText()).toContain('before something else was put in');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expectQuiet(open);
    await context.close();
  });
});

describe('the history', () => {
  it('gets a version when typing rests, and says so when there is none', async () => {
    const { page, context } = await visit(browser, lesson);
    await openHistory(page, first);
    await page.locator('dialog', { hasText: 'No versions yet' }).waitFor();
    await page.keyboard.press('Escape');
    await page.clock.install();
    await paste(page, first, '// at rest\n');
    await page.clock.runFor(5000);
    await openHistory(page, first);
    await page.locator('dialog', { hasText: 'No versions yet' }).waitFor();
    await page.keyboard.press('Escape');
    await page.clock.runFor(6000);
    await openHistory(page, first);
    await page.locator('dialog li', { hasText: 'while typing' }).waitFor();
    await context.close();
  });
});

describe('the comparison with the original', () => {
  it('is offered where code is changed, and tells what was added and removed in words', async () => {
    const { page, context } = await visit(browser, lesson);
    expect(await tool(page, first, 'Changes').count()).toBe(0);
    await paste(page, first, '// one line instead\n');
    await tool(page, first, 'Changes').click();
    const diff = page.locator(`${first} .diff`);
    await diff.locator('.added', { hasText: 'added: // one line instead' }).waitFor();
    expect(await diff.locator('.removed').count()).toBeGreaterThan(5);
    expect(await page.locator(`${first} .sum`).innerText()).toMatch(/^1 line added, \d+ lines removed$/);
    expect(await violations(page)).toEqual([]);
    await tool(page, first, 'Reset').click();
    await diff.waitFor({ state: 'detached' });
    await context.close();
  });
});

describe('Format', () => {
  const crooked = 'const a = {b:1,\n      c :2};\nif(a.b){\nconsole.log( a )\n}\n';
  // The editor's lines do not stand in order in the page.
  const straight = /^ {2}console\.log\(a\)$/m;

  it('lays the code out by the button, and one undo takes it back', async () => {
    const { page, context } = await visit(browser, lesson);
    expect(await tool(page, first, 'Format').count()).toBe(0);
    await paste(page, first, crooked);
    await tool(page, first, 'Format').click();
    await expect.poll(() => editorText(page, first), { timeout: 15_000 }).toMatch(straight);
    await page.locator(`${first} .view-lines`).click();
    await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(() => editorText(page, first)).toContain('if(a.b){');
    await context.close();
  });

  it('and by Shift+Alt+F', async () => {
    const { page, context } = await visit(browser, lesson);
    await paste(page, first, crooked);
    await page.keyboard.press('Shift+Alt+F');
    await expect.poll(() => editorText(page, first), { timeout: 15_000 }).toMatch(straight);
    await context.close();
  });
});

describe('settings of the editor', () => {
  it('let Tab move the focus in every cell, also after a reload, until they are switched back', async () => {
    const { page, context } = await visit(browser, lesson);
    await tool(page, first, 'More').click();
    await page.locator(first).getByLabel('Tab moves the focus').check();
    await page.reload();
    await settle(page);
    const second = cell('02-taste-to-check');
    await paste(page, second, '// mine');
    await page.keyboard.press('Tab');
    expect(await editorText(page, second)).toBe('// mine');
    expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') === null)).toBe(true);
    await tool(page, second, 'More').click();
    await page.locator(second).getByLabel('Tab moves the focus').uncheck();
    await page.locator(`${second} .view-lines`).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(true);
    await context.close();
  });

  it('serve a screen reader when told, at once and after a reload', async () => {
    const { page, context } = await visit(browser, lesson);
    await paste(page, first, '// read me');
    await tool(page, first, 'More').click();
    const readable = (section: string) =>
      page
        .locator(`${section} .monaco-editor`)
        .first()
        .evaluate((editor) => {
          const input = editor.querySelector<HTMLElement>('textarea, [role=textbox]');
          return (input instanceof HTMLTextAreaElement ? input.value : input?.textContent) ?? '';
        });
    await page.locator(first).getByLabel('Screen-reader mode').check();
    await page.locator(`${first} .view-lines`).click();
    await expect.poll(() => readable(first)).toContain('// read me');
    await page.reload();
    await settle(page);
    await page.locator(`${first} .code-static`, { hasText: 'read me' }).click();
    await page.locator(`${first} .view-lines`).waitFor();
    await expect.poll(() => readable(first)).toContain('// read me');
    await context.close();
  });
});

describe('the row of keys of a phone', () => {
  it('inserts at the caret, keeps the keyboard open, and is there for the plain editor only', async () => {
    const { page, context } = await visit(browser, lesson, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const row = page.locator(`${first} [role=toolbar]`);
    expect(await row.count()).toBe(0);
    await page.locator(`${first} .code-static`).tap();
    const area = page.locator(`${first} textarea`);
    await area.and(page.locator(':focus')).waitFor();
    await area.fill('ab');
    await area.evaluate((node: HTMLTextAreaElement) => node.setSelectionRange(1, 1));
    await page.evaluate(() => {
      document.addEventListener('focusout', () => (document.body.dataset['lost'] = 'yes'));
    });
    for (const name of ['opening bracket', 'double quote', 'minus', 'tab']) {
      const key = row.getByRole('button', { name, exact: true });
      await key.scrollIntoViewIfNeeded();
      await key.tap();
    }
    expect(await area.inputValue()).toBe('a["-  b');
    expect(await page.evaluate(() => document.body.dataset['lost'])).toBeUndefined();
    const sizes = await row
      .locator('button')
      .evaluateAll((keys) =>
        keys.map((key) => key.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)),
      );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
    expect(sizes).toHaveLength(18);
    expect(await tool(page, first, 'Format').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    // One stop for Tab; the arrows move on, and Enter inserts and stays.
    await area.press('Tab');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await area.inputValue()).toBe('a["-  ]b');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('closing bracket');
    await context.close();
  });
});

describe.each([
  ['light', 1280],
  ['dark', 390],
] as const)('axe on the tools, %s at %d px', (colorScheme, width) => {
  it('with the panel, the settings and the history open', async () => {
    const { page, context } = await visit(browser, `${inject('url')}kitchen/`, {
      colorScheme,
      viewport: { width, height: 800 },
    });
    const own = 'section.cell';
    await page.locator(`${own} .code-static`).click();
    await page.locator(`${own} .view-lines, ${own} textarea.plain-editor-text`).first().waitFor();
    await page.keyboard.type('// new\n');
    await page.locator(`${own} .toolbar .primary`).click();
    await tool(page, own, 'Changes').click();
    await page.locator(`${own} .diff`).waitFor();
    await tool(page, own, 'More').click();
    expect(await violations(page)).toEqual([]);
    await openHistory(page, own);
    await page.locator('dialog pre').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('dialog').getByLabel('Compare with now').check();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});
