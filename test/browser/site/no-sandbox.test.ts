/** Browsers in which no code can be run: the page says what is missing, and all but running works. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../chromium.ts';
import { cell, exercise, paste, settle, statusOf, visit, type Visit } from './visit.ts';

const site = inject('url');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Changes what the page puts into the sandbox's frame, before any of it runs. */
const frameGets = (change: string): string => `
  const { set } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'srcdoc');
  Object.defineProperty(HTMLIFrameElement.prototype, 'srcdoc', {
    set(html) { set.call(this, ${change}); },
  });`;
const noWorkers = `<meta http-equiv="Content-Security-Policy" content="worker-src 'none'">`;

/** What a browser denies the sandbox, and what the page has to say about it. */
const lacks = [
  [
    'workers',
    frameGets(`html.replace(/(<!doctype html>)?/i, (start) => start + ${JSON.stringify(noWorkers)})`),
    /workers?/i,
  ],
  ['frames', frameGets(`'<p>blocked</p>'`), /did not start.*frames/i],
] as const;

async function visitWithout(script: string, path: string): Promise<Visit> {
  const blank = await visit(browser, 'about:blank');
  await blank.context.addInitScript(script);
  await blank.page.goto(site + path);
  await settle(blank.page);
  return blank;
}

const textOf = (page: Page, section: string): Promise<string> => page.locator(section).innerText();

describe.each(lacks)('without %s', (_, script, says) => {
  it('a cell says so, keeps and compares what is written, and runs nothing', async () => {
    const { page, context } = await visitWithout(script, 'lessons/dw/');
    const first = cell('01-one-pot');
    await paste(page, first, 'console.log("never seen");\n');
    await page.locator(`${first} .toolbar .primary`).click();
    const status = await statusOf(page, first, /cannot run/);
    expect(status).toMatch(says);
    expect(status).toContain('Reading, editing and saving still work');
    await page.locator(`${first} .toolbar .primary`, { hasText: 'Run' }).waitFor();
    await page.locator(first).getByRole('button', { name: 'Changes' }).click();
    await page.locator(`${first} .added`, { hasText: 'never seen' }).waitFor();
    await page.locator(first, { hasText: 'Saved on this device' }).waitFor();
    await page.reload();
    await settle(page);
    await page.locator(`${first} .code-static`, { hasText: 'never seen' }).waitFor();
    await page.locator('.predict input').first().check();
    expect((await textOf(page, `${first} .output`)).toLowerCase()).toContain('recorded');
    await context.close();
  });

  it('an exercise says so, passes nothing, and keeps its hints and its text', async () => {
    const { page, context } = await visitWithout(script, 'lessons/dw/');
    const one = exercise('dw/one-neuron');
    await paste(page, one, 'export function dwNeuron(x: number[], dz: number) { return x.map((xi) => xi * dz); }');
    await page.locator(`${one} .toolbar .primary`).click();
    await page.locator(one, { hasText: says }).waitFor();
    expect(await textOf(page, one)).not.toMatch(/passed: all|✓ passed/i);
    await page.locator(`${one} .toolbar .primary`, { hasText: 'Check' }).waitFor();
    await page.locator(`${one} button`, { hasText: 'hint' }).click();
    await page.locator(one, { hasText: 'Saved on this device' }).waitFor();
    await context.close();
  });

  it('the kitchen says so, and still gives its link', async () => {
    const { page, context } = await visitWithout(script, 'kitchen/');
    const own = 'section.cell';
    await page.locator(`${own} .toolbar .primary`).click();
    expect(await statusOf(page, own, /cannot run/)).toMatch(says);
    await page.locator(own).getByRole('button', { name: 'Copy link' }).click();
    await page.locator('p.said', { hasText: 'Copied' }).waitFor();
    await context.close();
  });
});
