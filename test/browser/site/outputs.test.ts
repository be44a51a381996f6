import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../chromium.ts';
import { cell, expectQuiet, paste, statusOf, visit } from './visit.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const lesson = `${inject('url')}lessons/dw/`;
const box = cell('01-one-pot');
const ALL = `import { Generator, Value, randn, tensor } from 'risotto';
import { table, bar, histogram, image, graph } from 'risotto/output';
const g = new Generator(1);
console.log('small', tensor([[1, -2], [0.5, 3]]));
console.log('deep', randn([4, 3, 12, 10], { generator: g }));
table([{ rice: 'carnaroli', note: '=1+1' }, { rice: 'arborio' }]);
bar(['rice', 'stock'], [3, -1.5]);
histogram(randn([500], { generator: g }));
image(randn([16, 16], { generator: g }));
const w = new Value(2, 'w'); const z = w.mul(3).tanh(); z.backward(); graph(z);`;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function run(page: Page, text: string): Promise<void> {
  await paste(page, box, text);
  await page.locator(`${box} .toolbar .primary`).click();
  await statusOf(page, box, /^Ran in/);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run(part: string, options: object): Promise<Found> } };
    const { violations } = await axe.run('.output', {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.target.join(' ')} ${n.failureSummary}`));
  });
}

describe.each([
  ['light', 1280],
  ['dark', 390],
] as const)('outputs, %s at %d px', (colorScheme, width) => {
  it('are accessible, stay within the page, and can be looked into by keyboard', async () => {
    const open = await visit(browser, lesson, { colorScheme });
    const { page } = open;
    await run(page, ALL);
    await page.setViewportSize({ width, height: 900 });
    await page.locator(`${box} .output canvas`).waitFor();
    await page.locator(`${box} .output .chart svg`).nth(1).waitFor();
    await page.locator(`${box} .output`).getByRole('button', { name: 'Inspect Tensor [4, 3, 12, 10]' }).press('Enter');
    const map = page.locator(`${box} [role=application]`);
    await page.getByLabel('index 0').fill('3');
    await map.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator(`${box} .inspector [role=status]`).innerText()).toMatch(/^\[3, 0, 1, 0\] /);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    for (const look of ['Histogram', 'Numbers']) {
      await page.locator(`${box} .inspector`).getByRole('radio', { name: look }).check();
      await page.waitForTimeout(300);
      expect(await violations(page)).toEqual([]);
    }
    expectQuiet(open);
    await open.context.close();
  });
});

describe('an output', () => {
  it('is saved with formulas defused, and seen in full width; Escape goes back to the button', async () => {
    const { page, context } = await visit(browser, lesson);
    await run(page, ALL);
    const tools = page.locator(`${box} [aria-label="The table"]`);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      tools.getByRole('button', { name: 'Save CSV' }).click(),
    ]);
    expect(await readFile(await saved.path(), 'utf8')).toBe("rice,note\r\ncarnaroli,'=1+1\r\narborio,\r\n");
    const chart = page.locator(`${box} [aria-label="The bar chart"]`);
    const [drawn] = await Promise.all([
      page.waitForEvent('download'),
      chart.getByRole('button', { name: 'Save SVG' }).click(),
    ]);
    const svg = await readFile(await drawn.path(), 'utf8');
    expect(svg).toContain('<svg');
    expect(svg).not.toContain('var(');
    const wide = chart.getByRole('button', { name: 'Full width' });
    await wide.press('Enter');
    await page.locator('dialog[open] .chart svg').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    expect(await wide.evaluate((button) => button === document.activeElement)).toBe(true);
    await context.close();
  });

  it.each([
    [
      'const a = tensor([1, -1]);\nconsole.log(a.add(1).log().mean());',
      'The first -Infinity was born in log() in line 3',
    ],
    ['const v = new Value(0);\nconsole.log(v.div(0).data);', 'The first NaN was born in div() in line 3'],
    ['let x = 0;\nconsole.log(Math.sqrt(x - 1));', 'The first NaN was born in Math.sqrt() in line 3'],
    ['const none: any[] = [];\nconsole.log(none[1] * 2);', 'comes from plain arithmetic'],
  ])('says where its first NaN was born: %s', async (text, says) => {
    const { page, context } = await visit(browser, lesson);
    await run(page, `import { Value, tensor } from 'risotto'; void [Value, tensor];\n${text}`);
    await page.locator(`${box} .born`, { hasText: says }).waitFor({ timeout: 15_000 });
    await context.close();
  });
});
