import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launch } from '../chromium.ts';
import { violations } from './axe.ts';
import { cell, exercise, paste, statusOf, visit } from './visit.ts';

const site = inject('url');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const pages = [
  '',
  'menu/',
  'lessons/dw/',
  'glossary/',
  'glossary/dw/',
  'search/?q=dw',
  'kitchen/',
  'licences/',
  'nowhere/',
];
const looks = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
  ['dark', 390],
] as const;

describe.each(looks)('axe, %s at %d px', (colorScheme, width) => {
  it.each(pages)('/%s', async (path) => {
    const { page, context } = await visit(browser, site + path, { colorScheme, viewport: { width, height: 800 } });
    if (path.startsWith('search')) await page.locator('[data-results] li').first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      'sideways scrolling',
    ).toBeLessThanOrEqual(0);
    await context.close();
  });
});

describe.each(['light', 'dark'] as const)('axe, states of the lesson, %s', (colorScheme) => {
  it('editor open, failing report, error, passed, card open, hints', async () => {
    const { page, context } = await visit(browser, `${site}lessons/dw/`, { colorScheme });
    const first = cell('01-one-pot');
    await paste(page, first, 'const a = ;');
    await page.locator(`${first} .toolbar .primary`).click();
    await statusOf(page, first, /error/);
    const layer = exercise('dw/layer');
    await paste(page, layer, 'export function dwLayer(X: number[][], dZ: number[][]) { return X; }');
    await page.locator(`${layer} .toolbar .primary`).click();
    await statusOf(page, layer, /checks pass/);
    await page.locator(`${layer} button`, { hasText: 'hint' }).click();
    const one = exercise('dw/one-neuron');
    await paste(page, one, 'export function dwNeuron(x: number[], dz: number) { return x.map((xi) => xi * dz); }');
    await page.locator(`${one} .toolbar .primary`).click();
    await statusOf(page, one, /^Passed: all/);
    await page.locator('.predict input').first().click();
    await page.locator('article a[data-card=dw]').first().click();
    await page.locator('#card-dw').waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});

describe('keyboard', () => {
  it('goes through the whole lesson by Tab, into editors and out of them, to the foot of the page', async () => {
    const { page, context } = await visit(browser, `${site}lessons/dw/`);
    const seen = new Set<string>();
    let reached = false;
    for (let press = 0; press < 250 && !reached; press++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement;
        const part = element?.closest('section[aria-labelledby]');
        return {
          body: element === document.body,
          foot: element?.closest('.site-foot') !== null && element !== document.body,
          part: element?.closest('.figure') ? 'figure' : (part?.getAttribute('aria-labelledby') ?? ''),
        };
      });
      expect(at.body).toBe(false);
      seen.add(at.part);
      reached = at.foot;
    }
    expect(reached).toBe(true);
    for (const part of ['cell-01-one-pot', 'cell-04-sum-or-mean', 'exercise-dw-layer', 'figure'])
      expect([...seen].join(' ')).toContain(part);
    await context.close();
  });
});

describe('a phone', () => {
  it('gets a plain editor that runs, checks and keeps, and no Monaco', async () => {
    const asked: string[] = [];
    const context = await browser.newContext({
      viewport: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${site}lessons/dw/`);
    await page.waitForFunction(() => document.querySelectorAll('astro-island[ssr]').length === 0);
    const section = exercise('dw/one-neuron');
    await page.locator(`${section} .code-static`).tap();
    const box = page.locator(`${section} textarea`);
    await box.and(page.locator(':focus')).waitFor();
    await box.fill('export function dwNeuron(x: number[], dz: number) { return x.map((xi) => xi * dz); }');
    await page.locator(`${section} .toolbar .primary`).tap();
    await statusOf(page, section, /^Passed: all/);
    expect(asked.filter((url) => /monaco/i.test(url))).toEqual([]);
    await context.close();
  });
});
