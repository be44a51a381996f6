import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launch } from '../chromium.ts';
import { launchKillable } from '../killable.ts';
import { cell, expectQuiet, settle, statusOf, visit } from './visit.ts';

const site = inject('url');
const lesson = `${site}lessons/dw/`;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('twins', () => {
  it('light up everywhere while one of them has the pointer or the focus', async () => {
    const open = await visit(browser, lesson);
    const { page } = open;
    const litIn = (part: string) => page.locator(`${part} .q-of-dz.lit`).count();
    await page.locator('article > p .katex .q-of-dz').first().hover();
    for (const part of ['.katex', '.where', '.code-static', '.figure'])
      expect(await litIn(part), part).toBeGreaterThan(0);
    expect(await page.locator('.q-of-x.lit').count()).toBe(0);
    await page.locator('.where a.q-of-x').first().focus();
    expect(await litIn('.katex')).toBe(0);
    expect(await page.locator('.code-static .q-of-x.lit').count()).toBeGreaterThan(0);
    expectQuiet(open);
    await open.context.close();
  });
});

describe('cards', () => {
  it('open on hover, focus and click, close on Escape, and lead to the entry', async () => {
    const { page, context } = await visit(browser, lesson);
    const card = page.locator('#card-dw');
    const term = page.locator('article a[data-card=dw]').first();
    await term.hover();
    await card.waitFor();
    expect(await card.innerText()).toContain('Gradient of the weight');
    await card.hover();
    await page.waitForTimeout(400);
    expect(await card.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    await page.mouse.move(2, 2);
    await page.keyboard.press('Tab');
    await term.focus();
    await card.waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    await term.click();
    await card.waitFor();
    await card.locator('a').click();
    await page.waitForURL(/glossary\/dw\//);
    await context.close();
  });
});

describe('search', () => {
  it.each(['∂L/∂w', 'dw', 'dL/dW', 'dL / dw', 'gradient of the weights', 'how much more pumpkin'])(
    '%s finds the entry first',
    async (query) => {
      const open = await visit(browser, `${site}search/?q=${encodeURIComponent(query)}`);
      const first = open.page.locator('[data-results] li').first();
      await first.waitFor();
      expect(await first.locator('a').getAttribute('href')).toMatch(/\/glossary\/dw\/$/);
      expect(await open.page.locator('[data-results]').innerText()).toContain('Lesson');
      expectQuiet(open);
      await open.context.close();
    },
  );
  it('shows excerpts without TeX and without words run together', async () => {
    for (const query of ['softmax', 'kitchen', 'taught']) {
      const { page, context } = await visit(browser, `${site}search/?q=${query}`);
      await page.locator('[data-results] mark').first().waitFor();
      const text = await page.locator('[data-results]').innerText();
      expect(text).not.toMatch(/\\q|\{|kitchenhow|Taught in\w|also[A-Z]/);
      await context.close();
    }
  });
  it('opens with the slash key and says when there is nothing', async () => {
    const { page, context } = await visit(browser, lesson);
    await page.keyboard.press('/');
    await page.waitForURL(/search/);
    await page.locator('#search-box').fill('xyzzyplugh');
    await page.locator('[data-count]', { hasText: 'Nothing for' }).waitFor();
    await context.close();
  });
});

describe('without scripts', () => {
  it('text, code, recorded output and figure are there', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(lesson);
    const text = await page.locator('article').innerText();
    expect(text).toContain('export const dw');
    expect(text).toContain('z = 3.30');
    expect(await page.locator('.figure svg').count()).toBeGreaterThan(0);
    await page.locator('article a[data-card=dw]').first().click();
    await page.waitForURL(/glossary\/dw\//);
    await context.close();
  });
});

describe('the way through a lesson', () => {
  it('marks the section that is read, and is there on a phone', async () => {
    const wide = await visit(browser, lesson);
    await wide.page.locator('.contents a', { hasText: 'Sum or mean' }).click();
    await wide.page.locator('.contents a[aria-current]', { hasText: 'Sum or mean' }).waitFor();
    await wide.context.close();
    const { page, context } = await visit(browser, lesson, { viewport: { width: 390, height: 800 } });
    const link = page.locator('.contents a', { hasText: 'Sum or mean' });
    expect(await link.isVisible()).toBe(false);
    await page.locator('.contents summary').click();
    await link.click();
    expect(await page.locator('#sum-or-mean').evaluate((heading) => heading.getBoundingClientRect().top)).toBeLessThan(
      400,
    );
    await context.close();
  });

  it('shows on a phone that an equation goes on', async () => {
    const { page, context } = await visit(browser, lesson, { viewport: { width: 320, height: 800 } });
    const boxes = await page
      .locator('.katex-display')
      .evaluateAll((all) =>
        all.map((box) => ({ wide: box.scrollWidth > box.clientWidth + 1, more: box.getAttribute('data-more') })),
      );
    for (const { wide, more } of boxes) expect(more).toBe(wide ? 'after' : null);
    const wide = page.locator('.katex-display[data-more]').first();
    await wide.evaluate((box) => box.scrollTo(999, 0));
    await page.waitForFunction(() => document.querySelector('.katex-display[data-more=before]'));
    await context.close();
  });
});

describe('numbers in the text', () => {
  it('are those of the engine', async () => {
    const { page, context } = await visit(browser, lesson);
    const { values } = (await import('../../../lessons/06-dw/values.ts')) as { values: Record<string, number> };
    const shown = await page
      .locator('[data-value]')
      .evaluateAll((spans) =>
        spans.map((span) => [span.getAttribute('data-value') ?? '', (span.textContent ?? '').replace('−', '-')]),
      );
    expect(shown.length).toBeGreaterThan(12);
    for (const [name = '', text = ''] of shown) {
      const digits = text.split('.')[1]?.length ?? 0;
      expect(Number(text), name).toBe(Number((values[name] ?? NaN).toFixed(digits)));
    }
    await context.close();
  });
});

describe('offline', () => {
  it('a loaded lesson runs, checks and reloads with the network cut', async () => {
    const open = await visit(browser, lesson);
    const { page, context } = open;
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller)
        await new Promise((resolve) =>
          navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
        );
    });
    await context.setOffline(true);
    const first = cell('01-one-pot');
    await page.locator(`${first} .toolbar .primary`).click();
    await statusOf(page, first, /^Ran in/);
    await page.reload();
    await settle(page);
    await page.locator(`${first} .code-static`).click();
    await page.locator(`${first} .monaco-editor`).waitFor();
    await page.locator(`${first} .toolbar .primary`).click();
    await statusOf(page, first, /^Ran in/);
    await page.goto(`${site}search/?q=dw`);
    await page.locator('[data-results] li').first().waitFor();
    expectQuiet(open);
    await context.close();
  });
});

describe('a killed browser', () => {
  it('in the middle of typing loses nothing that was acknowledged', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'risotto-'));
    const section = cell('01-one-pot');
    const before = await launchKillable(profile);
    const page = await before.context.newPage();
    await page.goto(lesson);
    await settle(page);
    await page.locator(`${section} .code-static`).click();
    await page.locator(`${section} .monaco-editor`).waitFor();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('// typed before the power went', { delay: 15 });
    await page.locator(section, { hasText: 'Saved on this device' }).waitFor();
    await page.keyboard.type(' and a bit after', { delay: 15 });
    await before.kill();
    const after = await launchKillable(profile);
    const again = await after.context.newPage();
    await again.goto(lesson);
    await settle(again);
    await again.locator(`${section} .code-static`, { hasText: '// typed before the power went' }).waitFor();
    await after.close();
    await rm(profile, { recursive: true, force: true });
  });
});
