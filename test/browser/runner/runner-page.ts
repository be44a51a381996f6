/** Builds the test page from the room, serves it under the strict policy of the site, and opens it in Chromium. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import type { Observed } from '../../../src/grading/index.ts';
import { sandboxBundle } from '../../../src/runner/bundle-plugin.ts';
import { frameScriptHash } from '../../../src/runner/frame-hash.ts';
import type { Output, RunEnd } from '../../../src/runner/index.ts';
import { launch } from '../chromium.ts';

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

const POLICY = [
  "default-src 'self'",
  `script-src 'self' blob: 'wasm-unsafe-eval' '${frameScriptHash}'`,
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** The files of the built page, by path. */
async function buildPage(): Promise<Map<string, string>> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('page', import.meta.url)),
    plugins: [sandboxBundle()],
    build: { write: false, modulePreload: { polyfill: false } },
  });
  const files = new Map<string, string>();
  for (const one of Array.isArray(result) ? result : [result]) {
    for (const file of 'output' in one ? one.output : []) {
      files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source));
    }
  }
  return files;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

/** Opens the page; close it when done. */
export async function openRunnerPage(): Promise<RunnerPage> {
  const files = await buildPage();
  const strays: string[] = [];
  const answers = new Map<string, (answer: string) => void>();
  const server: Server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const file = files.get(path);
    const answered = answers.get(path);
    if (answered !== undefined) void bodyOf(request).then(answered);
    else if (file === undefined && path !== '/favicon.ico') strays.push(path);
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain';
    response.writeHead(file === undefined ? 204 : 200, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch();
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error('page error:', error.message));
  await page.goto(`${origin}/`);
  await page.waitForFunction('globalThis.runner !== undefined');
  let asked = 0;
  const ask = async <T>(script: string): Promise<T> => {
    const path = `/answer-${asked++}`;
    const answer = new Promise<string>((resolve) => answers.set(path, resolve));
    const task = `Promise.resolve(${script}).then((a) => JSON.stringify(a ?? null), (e) => JSON.stringify({ failed: String(e) }))`;
    await page.evaluate(`void (${task}.then((body) => fetch('${path}', { method: 'POST', body }))), 0`);
    const text = await answer;
    answers.delete(path);
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
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
