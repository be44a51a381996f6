/** Storage denied or wiped: what is told, and what still works. Without scripts: reading.test.ts; without workers: no-sandbox.test.ts. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launch } from '../chromium.ts';
import { cell, paste, settle, statusOf, visit } from './visit.ts';

const lesson = `${inject('url')}lessons/dw/`;
const first = cell('01-one-pot');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Opens the lesson in a browser in which `script` has run before anything else, in every frame. */
async function without(script: string): ReturnType<typeof visit> {
  const open = await visit(browser, lesson);
  await open.context.addInitScript(script);
  await open.page.reload();
  await settle(open.page);
  return open;
}

describe('where something is denied', () => {
  it('IndexedDB: cells run, and it is said that nothing is kept', async () => {
    const { page, context } = await without(
      "indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); };",
    );
    await paste(page, first, 'console.log("unkept " + 6 * 7)');
    await page.locator(`${first} .save`, { hasText: 'This browser keeps nothing' }).waitFor();
    await page.locator(`${first} .toolbar .primary`).click();
    await statusOf(page, first, /^Ran in/);
    expect(await page.locator(`${first} .shown`).innerText()).toContain('unkept 42');
    await context.close();
  });

  it('storage that is wiped under the page: what is typed next is kept or called unsaved, and cells run', async () => {
    const { page, context } = await visit(browser, lesson);
    await paste(page, first, 'console.log("before")');
    await page.locator(`${first} .save`, { hasText: 'Saved' }).waitFor();
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: new URL(lesson).origin, storageTypes: 'all' });
    await paste(page, first, 'console.log("after")');
    const told = page.locator(`${first} .save`, { hasText: /^\s*(Saved|Not saved)/ });
    await told.waitFor();
    await page.waitForTimeout(1000);
    const saved = (await told.innerText()).startsWith('Saved');
    await page.locator(`${first} .toolbar .primary`).click();
    await statusOf(page, first, /^Ran in/);
    expect(await page.locator(`${first} .shown`).innerText()).toContain('after');
    await page.reload();
    await settle(page);
    expect((await page.locator(`${first} .code-static`).innerText()).includes('"after"')).toBe(saved);
    await context.close();
  });
});
