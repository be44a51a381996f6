import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { linkTo } from '../../../src/components/code-link.ts';
import { launch } from '../chromium.ts';
import { violations } from './axe.ts';
import { expectQuiet, paste, settle, statusOf, visit } from './visit.ts';

const kitchen = `${inject('url')}kitchen/`;
const own = 'section.cell';
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function linkOf(text: string): Promise<string> {
  const made = await linkTo(text);
  if ('trouble' in made) throw new Error(made.trouble);
  return made.text;
}

const run = (page: Page) => page.locator(`${own} .toolbar .primary`).click();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the kitchen', () => {
  it('runs its starter, stops, resets, and keeps what is written over a reload', async () => {
    const open = await visit(browser, kitchen);
    const { page, context } = open;
    await run(page);
    await statusOf(page, own, /^Ran in/);
    expect(await page.locator(`${own} .output`).innerText()).toContain('stir against this');
    await paste(page, own, 'console.log("round"); for (;;) {}');
    await run(page);
    await page.locator(`${own} .output`, { hasText: 'round' }).waitFor();
    await page.locator(`${own} .toolbar button`, { hasText: 'Stop' }).click();
    await statusOf(page, own, /Stopped by you/);
    await page.locator(own, { hasText: 'Saved on this device' }).waitFor();
    await page.reload();
    await settle(page);
    await page.locator(`${own} .code-static`, { hasText: 'for (;;)' }).waitFor();
    await page.locator(`${own} button`, { hasText: /^Reset$/ }).click();
    await page.locator(`${own} .code-static`, { hasText: 'Three pots of rice' }).waitFor();
    expectQuiet(open);
    await context.close();
  });

  it('is led to from the bar, and found by the search', async () => {
    const { page, context } = await visit(browser, `${inject('url')}search/?q=scratchpad`);
    await page.locator('[data-results] a[href$="/kitchen/"]').waitFor();
    expect(await page.locator('header.site-bar a[href$="/kitchen/"]').count()).toBe(1);
    await context.close();
  });

  it('gives its code as a link that no request carries, and that another visitor can open', async () => {
    const { page, context } = await visit(browser, kitchen);
    await paste(page, own, 'console.log("from afar");\n');
    await button(page, 'Copy link').click();
    await page.locator('p.said', { hasText: 'Copied' }).waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(address).toMatch(/\/kitchen\/#code=[\w-]+$/);
    await context.close();
    const other = await visit(browser, 'about:blank');
    const asked: string[] = [];
    other.page.on('request', (request) => asked.push(request.url()));
    await other.page.goto(address);
    await other.page.locator('.linked pre', { hasText: 'from afar' }).waitFor();
    expect(asked.filter((url) => url.includes('code='))).toEqual([]);
    await other.context.close();
  });

  it('offers the link by hand where the clipboard is denied', async () => {
    const { page, context } = await visit(browser, kitchen, { permissions: [] });
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
    });
    await button(page, 'Copy link').click();
    expect(await page.locator('.by-hand input').inputValue()).toContain('/kitchen/#code=');
    await context.close();
  });
});

describe('code from a link', () => {
  const evil = 'console.log("by itself"); // safe \u202E now \u200B\n';

  it('is shown with its hidden characters, run by nobody, and put in only when asked; undo brings mine back', async () => {
    const { page, context } = await visit(browser, kitchen);
    await paste(page, own, '// my own work\n');
    await page.locator(own, { hasText: 'Saved on this device' }).waitFor();
    await page.goto('about:blank');
    await page.goto(kitchen + (await linkOf(evil)));
    await settle(page);
    const linked = page.locator('.linked');
    await linked.waitFor();
    expect(await linked.innerText()).toMatch(/2 characters that cannot be seen.*direction of text/);
    expect(await linked.locator('mark').allTextContents()).toEqual(['⟦U+202E⟧', '⟦U+200B⟧']);
    await page.locator(`${own} .code-static`, { hasText: 'my own work' }).waitFor();
    await page.waitForTimeout(500);
    expect(await page.locator(`${own} .output`).innerText()).not.toContain('by itself');

    // By the keyboard alone: the text that scrolls, then the two answers.
    await linked.locator('pre').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator(`${own} .code-static`, { hasText: 'by itself' }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.waitForTimeout(300);
    expect(await page.locator(`${own} .output`).innerText()).not.toContain('by itself');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Undo: mine back');
    await page.keyboard.press('Enter');
    await page.locator(`${own} .code-static`, { hasText: 'my own work' }).waitFor();
    await context.close();
  });

  it('leaves everything as it was on Keep mine, and asks no more after a reload', async () => {
    const { page, context } = await visit(browser, kitchen + (await linkOf(evil)));
    await button(page, 'Keep mine').click();
    await page.locator('.linked').waitFor({ state: 'detached' });
    await page.reload();
    await settle(page);
    await page.locator(`${own} .code-static`, { hasText: 'Three pots of rice' }).waitFor();
    expect(await page.locator('.linked').count()).toBe(0);
    await context.close();
  });

  it('is read when the address changes under an open page, and damaged links are told', async () => {
    const { page, context } = await visit(browser, kitchen);
    await page.evaluate(() => (location.hash = '#code=%00'));
    await page.locator('.linked', { hasText: 'characters that no such link has' }).waitFor();
    const whole = await linkOf('const a = 1;\n');
    await page.evaluate((hash) => (location.hash = hash), whole.slice(0, -5));
    await page.locator('.linked', { hasText: 'damaged' }).waitFor();
    await page.evaluate((hash) => (location.hash = hash), whole);
    await page.locator('.linked pre', { hasText: 'const a = 1' }).waitFor();
    await context.close();
  });

  it('throws nothing, whatever the fragment is', async () => {
    const open = await visit(browser, kitchen);
    const fragments = fc.sample(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }).map((rest) => `#code=${rest}`),
        fc.base64String({ maxLength: 300 }).map((rest) => `#code=${rest.replace(/=+$/, '')}`),
      ),
      500,
    );
    await open.page.evaluate(async (all) => {
      for (const fragment of all) {
        location.hash = fragment;
        await new Promise((next) => setTimeout(next, 2));
      }
    }, fragments);
    await open.page.waitForTimeout(300);
    expectQuiet(open);
    await open.context.close();
  });

  it('shows the beginning of a megabyte of hidden characters, says so, and does not hold the page', async () => {
    const { page, context } = await visit(browser, kitchen);
    const link = await linkOf('a\u200B'.repeat(240_000));
    const took = await page.evaluate(async (hash) => {
      const began = performance.now();
      location.hash = hash;
      while (!document.querySelector('.linked pre')) await new Promise((next) => requestAnimationFrame(next));
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      return performance.now() - began;
    }, link);
    expect(took).toBeLessThan(5000);
    expect(await page.locator('.linked mark').count()).toBeLessThan(1000);
    expect(await page.locator('.linked').innerText()).toContain('240,000');
    expect(await page.locator('.linked pre').innerText()).toContain('460,000 more characters');
    await context.close();
  });
});

describe.each([
  ['light', 1280],
  ['dark', 390],
] as const)('axe on the kitchen, %s at %d px', (colorScheme, width) => {
  it('with a link, with an answer to it, and with a damaged one', async () => {
    const { page, context } = await visit(browser, kitchen + (await linkOf('const a = 1; // \u202E\n')), {
      colorScheme,
      viewport: { width, height: 800 },
    });
    await page.locator('.linked').waitFor();
    expect(await violations(page)).toEqual([]);
    await button(page, 'Put it in the cell').click();
    await button(page, 'Undo: mine back').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => (location.hash = '#code=!'));
    await page.locator('.linked').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await context.close();
  });
});
