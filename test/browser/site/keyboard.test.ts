/** The lesson without a mouse: the focus is always somewhere, and always in sight. */
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../chromium.ts';
import { cell, exercise, expectQuiet, statusOf, visit, type Visit } from './visit.ts';

const lesson = `${inject('url')}lessons/dw/`;
let browser: Browser;
let open: Visit;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await open?.context.close();
  open = await visit(browser, lesson, { viewport: { width: 1280, height: 700 } });
  page = open.page;
});

const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
// Monaco writes spaces that do not break.
const textOf = async (section: string): Promise<string> =>
  (await page.locator(`${section} .view-lines`).innerText()).replaceAll('\u00a0', ' ');

describe('code', () => {
  it('is passed by Tab, and opened by Enter without a line too many', async () => {
    const first = cell('01-one-pot');
    await page.locator(`${first} .code-static`).focus();
    await page.keyboard.press('Tab');
    expect(await page.locator(`${first} .monaco-editor`).count()).toBe(0);
    await page.keyboard.press('Shift+Tab');
    await page.locator(first, { hasText: 'Enter opens the editor' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator(`${first} .monaco-editor.focused`).waitFor();
    expect((await textOf(first)).startsWith('//')).toBe(true);
    expect(await page.locator(`${first} .host`).evaluate((host) => getComputedStyle(host).outlineStyle)).toBe('solid');
    expectQuiet(open);
  });

  it('stays in sight around the caret', async () => {
    const third = cell('03-a-batch');
    await page.locator(`${third} .code-static`).focus();
    await page.keyboard.press('Enter');
    await page.locator(`${third} .monaco-editor.focused`).waitFor();
    const caret = async (): Promise<[number, number]> => {
      await page.waitForTimeout(150);
      const box = await page.locator(`${third} .cursor`).first().boundingBox();
      return [box?.y ?? NaN, (box?.y ?? NaN) + (box?.height ?? NaN)];
    };
    await page.keyboard.press('Control+End');
    for (let line = 0; line < 12; line++) await page.keyboard.press('Enter');
    expect((await caret())[1]).toBeLessThanOrEqual(700);
    await page.keyboard.press('Control+Home');
    expect((await caret())[0]).toBeGreaterThanOrEqual(0);
    for (let line = 0; line < 30; line++) await page.keyboard.press('ArrowDown');
    expect((await caret())[1]).toBeLessThanOrEqual(700);
  });
});

describe('the focus', () => {
  it('stays on Run and Check, and goes from Reset to its undoing and back', async () => {
    const first = cell('01-one-pot');
    await page.locator(`${first} .toolbar .primary`).focus();
    await page.keyboard.press('Enter');
    await statusOf(page, first, /^Ran in/);
    expect(await focused()).toBe('Run');

    const one = exercise('dw/one-neuron');
    await page.locator(`${one} .toolbar .primary`).focus();
    await page.keyboard.press('Enter');
    await statusOf(page, one, /checks pass/);
    expect(await focused()).toBe('Check');

    await page.locator(`${first} .code-static`).focus();
    await page.keyboard.press('Enter');
    await page.locator(`${first} .monaco-editor.focused`).waitFor();
    await page.keyboard.type('// mine\n');
    await page.locator(`${first} button`, { hasText: 'Reset' }).focus();
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Undo reset');
    expect(await textOf(first)).not.toContain('// mine');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Reset');
    expect(await textOf(first)).toContain('// mine');
    await page.keyboard.press('Enter');
    await page.locator(`${first} .view-lines`).click();
    await page.keyboard.type('a');
    await page.locator(`${first} button`, { hasText: 'Undo reset' }).waitFor();
  });

  it('stays with the hints to the last', async () => {
    const one = exercise('dw/one-neuron');
    await page.locator(`${one} button`, { hasText: 'A hint' }).focus();
    for (let rung = 0; rung < 5; rung++) await page.keyboard.press('Enter');
    expect(await focused()).toBe('No more hints');
    expect(await page.locator(`${one} .result li`).count()).toBeGreaterThanOrEqual(4);
  });

  it('goes into a card by Enter and on from its term by Tab', async () => {
    const term = page.locator('article a[data-card=chain-rule]').first();
    const card = page.locator('#card-chain-rule');
    await term.focus();
    await page.keyboard.press('Enter');
    await card.waitFor();
    expect(await focused()).toBe('The whole entry');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    expect(await term.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await card.waitFor({ state: 'hidden' });
    const after = await term.evaluate((link) => {
      const before = link.compareDocumentPosition(document.activeElement as Element);
      return {
        follows: (before & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
        in: document.activeElement?.closest('article') !== null,
      };
    });
    expect(after).toEqual({ follows: true, in: true });
    await term.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForURL(/glossary\/chain-rule\//);
  });
});
