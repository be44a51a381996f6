/** A visitor with a browser of their own: opens pages of the built site and notices everything that goes wrong there. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors and refused policies so far. */
  readonly complaints: string[];
  /** Requests to anywhere but the site. */
  readonly foreign: string[];
}

export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  context.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !/^(data|blob|about):/.test(request.url()))
      foreign.push(request.url());
  });
  await page.goto(url);
  await settle(page);
  return { page, context, complaints, foreign };
}

/** Until every part of the page has woken up. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('astro-island[ssr]').length === 0);
}

/** Put text into the code box inside `section` as a learner would: click, select all, paste. */
export async function paste(page: Page, section: string, text: string): Promise<void> {
  const box = page.locator(section);
  const editor = box.locator('.monaco-editor').first();
  if (!(await editor.isVisible())) await box.locator('.code-static').click();
  await editor.waitFor();
  await editor.locator('.view-lines').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.keyboard.press('ControlOrMeta+V');
}

export const cell = (name: string): string => `section.cell:has(#cell-${name})`;
export const exercise = (id: string): string => `section.exercise:has(#exercise-${id.replace('/', '-')})`;

export async function statusOf(page: Page, section: string, pattern: RegExp, timeout = 20_000): Promise<string> {
  const status = page.locator(`${section} .toolbar [role=status]`);
  await status.filter({ hasText: pattern }).waitFor({ timeout });
  return (await status.textContent()) ?? '';
}

export function expectQuiet({ complaints, foreign }: Visit): void {
  expect(complaints).toEqual([]);
  expect(foreign).toEqual([]);
}
