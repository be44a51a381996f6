/** What the editor knows: the cells it imports, as they stand now, and all that the engine offers. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../chromium.ts';
import { cell, paste, settle, visit } from './visit.ts';

const lesson = `${inject('url')}lessons/dw/`;
const first = cell('01-one-pot');
const second = cell('02-taste-to-check');
const usesFirst = "import { x } from './01-one-pot.ts';\nconst n: number = x;\nconsole.log(n);\n";
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const complaint = (page: Page, section: string) => page.locator(`${section} .squiggly-error`).first();

describe('a cell that imports another', () => {
  it('sees its types, and sees them change while that one is edited', async () => {
    const { page, context } = await visit(browser, lesson);
    await paste(page, second, usesFirst);
    await complaint(page, second).waitFor();
    await paste(page, first, 'export const x = 1;\n');
    await complaint(page, second).waitFor({ state: 'detached' });
    await paste(page, first, "export const x = 'one';\n");
    await complaint(page, second).waitFor();
    await context.close();
  });

  it('sees the text that the other goes back to while no editor is open on it', async () => {
    const { page, context } = await visit(browser, lesson);
    await paste(page, first, 'export const x = 1;\n');
    await page.locator(first, { hasText: 'Saved on this device' }).waitFor();
    await page.reload();
    await settle(page);
    await page.locator(`${first} .code-static`, { hasText: 'x = 1' }).waitFor();
    await paste(page, second, `${usesFirst}const wrong: string = 1;\n`);
    await complaint(page, second).waitFor();
    expect(await page.locator(`${second} .squiggly-error`).count()).toBe(1);
    await page.locator(first).getByRole('button', { name: 'Reset', exact: true }).click();
    await expect.poll(() => page.locator(`${second} .squiggly-error`).count(), { timeout: 15_000 }).toBe(2);
    await context.close();
  });
});

describe('the engine', () => {
  it.each([
    ['layers', 'MultiheadA', 'MultiheadAttention'],
    ['optimizers', 'OneCyc', 'OneCycleLR'],
    ['data', 'DataLo', 'DataLoader'],
    ['federated learning', 'federatedR', 'federatedRound'],
  ])('is completed: %s', async (_, typed, expected) => {
    const { page, context } = await visit(browser, lesson);
    await paste(page, first, "import {  } from 'risotto';");
    await page.keyboard.press('Home');
    for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.type(typed);
    await page.locator('.suggest-widget .monaco-list-row', { hasText: expected }).first().waitFor();
    await context.close();
  });

  it('is explained on hover, and says what a call takes', async () => {
    const { page, context } = await visit(browser, lesson);
    await paste(page, first, "import { fedAvg, Linear } from 'risotto';\nfedAvg([], []);\nnew Linear");
    await page
      .locator(`${first} .view-line span`, { hasText: /^fedAvg$/ })
      .last()
      .hover();
    await page.locator('.monaco-hover', { hasText: 'fedAvg' }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.type('(');
    await page.locator('.parameter-hints-widget.visible', { hasText: 'Linear(' }).waitFor();
    await context.close();
  });
});
