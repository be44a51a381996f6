import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launch } from '../chromium.ts';
import { cell, expectQuiet, paste, settle, statusOf, visit, type Visit } from './visit.ts';

const lesson = `${inject('url')}lessons/dw/`;
const first = cell('01-one-pot');
let browser: Browser;
let open: Visit;

beforeAll(async () => {
  browser = await launch();
  open = await visit(browser, lesson);
});
afterAll(() => browser.close());

async function run(text: string, end: RegExp, timeout?: number): Promise<{ output: string; status: string }> {
  await paste(open.page, first, text);
  await open.page.locator(`${first} .toolbar .primary`).click();
  const status = await statusOf(open.page, first, end, timeout);
  return { output: await open.page.locator(`${first} .output`).innerText(), status };
}

describe('a cell', () => {
  it('keeps its output covered until the question before it is answered, or until it is asked for', async () => {
    const { page, context } = await visit(browser, lesson);
    const output = page.locator(`${first} .output`);
    expect(await output.innerText()).not.toContain('z = 3.30');
    await page.locator('.predict input').nth(1).check();
    expect(await output.innerText()).toContain('z = 3.30');
    const third = page.locator(`${cell('03-a-batch')} .output`);
    expect(await third.locator('table').first().isVisible()).toBe(false);
    await third.locator('button', { hasText: 'show the output' }).click();
    expect(await third.locator('table').first().isVisible()).toBe(true);
    const fourth = cell('04-sum-or-mean');
    await page.locator(`${fourth} .toolbar .primary`).click();
    await statusOf(page, fourth, /^Ran in/);
    expect(await page.locator(`${fourth} .output`).innerText()).toContain(
      'sum, 64 pots: from 0.2526 to 35.19 at 24, then beyond any finite number',
    );
    await page.reload();
    await settle(page);
    await page.locator(`${first} .output`, { hasText: 'z = 3.30' }).waitFor();
    await context.close();
  });

  it('shows its recorded output before it is run, and the same after', async () => {
    const { page } = open;
    await page.locator('.predict input').first().check();
    const before = await page.locator(`${first} .output`).innerText();
    expect(before).toContain('recorded');
    expect(before).toContain('z = 3.30');
    await page.locator(`${first} .toolbar .primary`).click();
    await statusOf(page, first, /^Ran in/);
    const after = await page.locator(`${first} .output`).innerText();
    expect(after.split('\n').slice(1)).toEqual(before.split('\n').slice(1));
    expect(after).toContain('z = 3.30');
  });

  it('runs what it imports, in the learner’s version', async () => {
    const { page } = open;
    await paste(
      page,
      first,
      'export const x = [1]; export const w = [2]; export const b = 0; export const y = 5; export const dw = [-3];',
    );
    const second = cell('02-taste-to-check');
    await page.locator(`${second} .toolbar .primary`).click();
    await statusOf(page, second, /^Ran in/);
    const output = await page.locator(`${second} .output`).innerText();
    expect(output.match(/-3\.000000/g)).toHaveLength(3);
  });

  it('names the cell an error comes from, and says why it gave way to another', async () => {
    const { page } = open;
    const second = cell('02-taste-to-check');
    await paste(page, first, 'export const [x, w, b, y, dw] = [[1], [2], 0, 5, [-3]];\nthrow new Error("burnt");');
    await page.locator(`${second} .toolbar .primary`).click();
    expect(await statusOf(page, second, /error/)).toContain('in line 2 of 01-one-pot');
    await paste(page, first, 'console.log("round"); for (;;) {}');
    await page.locator(`${first} .toolbar .primary`).click();
    await page.locator(`${first} .output`, { hasText: 'round' }).waitFor();
    await page.locator(`${cell('03-a-batch')} .toolbar .primary`).click();
    expect(await statusOf(page, first, /^Stopped/, 2000)).toContain('since something else was started');
  });

  it('stops an endless loop on Stop and runs again at once', async () => {
    const { page } = open;
    await paste(page, first, 'console.log("round"); for (;;) {}');
    await page.locator(`${first} .toolbar .primary`).click();
    await page.locator(`${first} .output`, { hasText: 'round' }).waitFor();
    await page.locator(`${first} .toolbar button`, { hasText: 'Stop' }).click();
    expect(await statusOf(page, first, /^Stopped/, 2000)).toContain('Stopped by you');
    const { output } = await run('console.log("again")', /^Ran in/, 3000);
    expect(output).toContain('again');
  });

  it('stops an endless loop by itself and says so', async () => {
    const { status } = await run('for (;;) {}', /^Stopped/, 15_000);
    expect(status).toContain('endless loop');
  });

  it('runs a loop of ten million steps without complaint', async () => {
    const { output } = await run('let s = 0; for (let i = 0; i < 1e7; i++) s += i % 3; console.log(s);', /^Ran in/);
    expect(output).toContain('9999999');
  });

  it.each([
    ['a syntax error', 'const a = 1;\nconst b = ;\n', /line 2/, /Line 2/],
    ['an undefined name', 'const a = 1;\n\nconsole.log(pumkin);', /line 3/, /pumkin is not defined/],
    ['an unknown module', "import { y } from 'numpy';\nconsole.log(y);", /line 1/, /risotto/],
    ['an unknown export', "import { tensr } from 'risotto';\nconsole.log(tensr);", /line 1/, /tensor/],
    ['null', 'throw null;', /error/, /null/],
    [
      'a Proxy that throws',
      'throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });',
      /error/,
      /./,
    ],
    [
      'a shape error',
      "import { tensor } from 'risotto';\nconst a = tensor([[1, 2]]);\na.matmul(a);",
      /line 3/,
      /\[1, 2\]/,
    ],
  ])('shows %s', async (_, code, status, output) => {
    const result = await run(code, /error/);
    expect(result.status).toMatch(status);
    expect(result.output).toMatch(output);
  });

  it('cuts a flood and says how much', async () => {
    const { output } = await run('for (let i = 0; i < 20000; i++) console.log("line", i);', /^(Ran|Stopped)/);
    expect(output).toMatch(/more lines, not shown/);
    expect(await open.page.evaluate(() => document.querySelectorAll('.log').length)).toBeLessThan(2500);
  });

  it('draws streaming points as a chart', async () => {
    const { page } = open;
    await run(
      "import { plot } from 'risotto/output';\nfor (let i = 0; i < 50; i++) plot('loss', i, 1 / (i + 1));",
      /^Ran in/,
    );
    expect(await page.locator(`${first} figure`).innerText()).toContain('loss: from 1 to 0.02');
  });

  it('resets to the original, and takes the reset back', async () => {
    const { page } = open;
    await run('console.log("mine")', /^Ran in/);
    await page.locator(`${first} button`, { hasText: 'Reset' }).click();
    await page.locator(`${first} .view-lines`, { hasText: 'export const' }).waitFor();
    await page.locator(`${first} button`, { hasText: 'Undo reset' }).click();
    await page.locator(`${first} .view-lines`, { hasText: 'mine' }).waitFor();
  });

  it('keeps the text over a reload, and runs nothing by itself', async () => {
    const { page } = open;
    await paste(page, first, '// kept\nconsole.log("by itself");');
    await page.locator(first, { hasText: 'Saved on this device' }).waitFor();
    await page.reload();
    await settle(page);
    await page.locator(`${first} .code-static`, { hasText: '// kept' }).waitFor();
    const output = await page.locator(`${first} .output`).innerText();
    expect(output).not.toContain('by itself');
    expect(output.toLowerCase()).toContain('output of the original, recorded');
    await page.locator(`${first} .toolbar .primary`).click();
    await page.locator(`${first} .output`, { hasText: 'by itself' }).waitFor();
  });

  it('runs on Ctrl+Enter in the editor', async () => {
    const { page } = open;
    await paste(page, first, 'console.log("by key");');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator(`${first} .output`, { hasText: 'by key' }).waitFor();
  });

  it('left no complaint and asked no one else', () => expectQuiet(open));
});
