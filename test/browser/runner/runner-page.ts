/** Opens the test page of the runner in Chromium. */
import type { Browser, Page } from 'playwright-core';
import type { Observed } from '../../../src/grading/index.ts';
import type { Output, RunEnd } from '../../../src/runner/index.ts';
import { launch } from '../chromium.ts';
import { servePage } from '../page-server.ts';

export interface RunResult {
  readonly end: RunEnd;
  readonly outputs: readonly Output[];
  /** Milliseconds until the first output, and until the end. */
  readonly first?: number;
  readonly took: number;
  readonly fps: number;
  readonly gap: number;
}

interface ObserveResult {
  /** With arrays of numbers in place of Float64Array. */
  readonly observed: Observed;
  readonly took: number;
  readonly fps: number;
  readonly gap: number;
}

export interface RunnerPage {
  readonly page: Page;
  readonly browser: Browser;
  readonly origin: string;
  /** Requests that are no part of the page itself. */
  readonly strays: string[];
  /** Has the page do something and send the answer by itself: Playwright takes the death of a frame for the page's. */
  ask<T>(script: string): Promise<T>;
  /** Runs a program given as text. */
  run(program: unknown, options?: object): Promise<RunResult>;
  observe(program: unknown, calls: unknown, deadline?: object): Promise<ObserveResult>;
  close(): Promise<void>;
}

/** Opens the page; close it when done. */
export async function openRunnerPage(): Promise<RunnerPage> {
  const { origin, strays, routes, close } = await servePage(new URL('page', import.meta.url));
  const browser = await launch();
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error('page error:', error.message));
  await page.goto(`${origin}/`);
  await page.waitForFunction('globalThis.runner !== undefined');
  let asked = 0;
  const ask = async <T>(script: string): Promise<T> => {
    const path = `/answer-${asked++}`;
    const answer = new Promise<string>((resolve) =>
      routes.set(path, (body) => {
        resolve(body);
        return '';
      }),
    );
    const task = `Promise.resolve(${script}).then((a) => JSON.stringify(a ?? null), (e) => JSON.stringify({ failed: String(e) }))`;
    await page.evaluate(`void (${task}.then((body) => fetch('${path}', { method: 'POST', body }))), 0`);
    const text = await answer;
    routes.delete(path);
    return JSON.parse(text) as T;
  };
  const json = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
  return {
    page,
    browser,
    origin,
    strays,
    ask,
    run: (program, options = {}) => ask(`run(${json(program)}, ${json(options)})`),
    observe: (program, calls, deadline) => ask(`observe(${json(program)}, ${json(calls)}, ${json(deadline)})`),
    close: async () => {
      await browser.close();
      await close();
    },
  };
}
