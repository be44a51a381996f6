/** One page of editors for a test file: opened in a fresh context for each test, and watched throughout. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launch } from '../chromium.ts';
import { serveEditorPage, type EditorPage } from './editor-page.ts';

let served: EditorPage;
let browser: Browser;
let context: BrowserContext;
let requests: string[] = [];
let complaints: string[] = [];

export let page: Page;

/** Call once at the top of a test file. */
export function useEditorPage(): void {
  beforeAll(async () => {
    [served, browser] = await Promise.all([serveEditorPage(), launch()]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await served.close();
  });
  // No console error (a blocked request or script is one), and no request to another place.
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(served.url) && !/^(data|blob):/.test(url))).toEqual([]);
  });
}

export async function visit(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  context = await browser.newContext(options);
  page = await context.newPage();
  requests = [];
  complaints = [];
  context.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(served.url);
}

/** Addresses asked for so far that match. */
export const asked = (pattern: RegExp): string[] => requests.filter((url) => pattern.test(url));

/** Complaints that are the test's own doing. */
export function forgive(pattern: RegExp): void {
  complaints = complaints.filter((complaint) => !pattern.test(complaint));
}

/** A slower machine: `rate` times. */
export async function slowDown(rate: number): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

export const open = (host: string, text: string, siblings: Record<string, string> = {}): Promise<string> =>
  page.evaluate(([id, code, beside]) => window.bench.open(id, code, `dw/${id}.ts`, beside), [
    host,
    text,
    siblings,
  ] as const);
export const text = (host: string): Promise<string | undefined> =>
  page.evaluate((id) => window.bench.editors[id]?.getText(), host);
export const calls = (): Promise<string[]> =>
  page.evaluate(() => window.bench.calls.filter((call) => !call.includes('change')));
export const focus = (host: string, at?: { line: number; column: number }): Promise<void> =>
  page.evaluate(([id, place]) => window.bench.editors[id]?.focus(place), [host, at] as const);
export const focused = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.closest('.host')?.id ?? document.activeElement?.id ?? '');
