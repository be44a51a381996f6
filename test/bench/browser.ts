import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/sources.ts';
import { launch } from '../browser/chromium.ts';
import { bundle } from './bundle.ts';
import type { Workload } from './contestant.ts';
import type { Round, Timing } from './measure.ts';
import type { Order } from './page/worker.ts';

/** Who can also be measured in a browser. */
export const IN_BROWSER = ['risotto', 'risotto-composed', 'jax-js'];

export type BrowserRound = (contestant: string, workload: Workload, timing: Timing) => Promise<Round | string>;

async function serve(files: ReadonlyMap<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const code = files.get(request.url ?? '');
    response.setHeader('content-type', code === undefined ? 'text/html' : 'text/javascript');
    response.end(code ?? '<!doctype html><title>Benchmark</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A worker of its own for every round, so that no contestant meets what another has compiled or left behind. */
async function roundIn(page: Page, order: Order): Promise<Round | string> {
  return page.evaluate(
    (order) =>
      new Promise<Round | string>((resolve) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        const end = (answer: Round | string): void => {
          worker.terminate();
          resolve(answer);
        };
        worker.onerror = (event) => end(event.message);
        worker.onmessage = ({ data }: MessageEvent<Round | string>) => end(data);
        setTimeout(() => end('stopped after 300 s'), 300_000);
        worker.postMessage(order);
      }),
    order,
  );
}

/** Starts a browser, hands over a way to run rounds in it, and stops it again. */
export async function withBrowser<Answer>(use: (run: BrowserRound) => Promise<Answer>): Promise<Answer> {
  const files = new Map([['/worker.js', await bundle(join(root, 'test/bench/page/worker.ts'), 'browser')]]);
  for (const name of IN_BROWSER) {
    files.set(`/${name}.js`, await bundle(join(root, 'test/bench/contestants', `${name}.ts`), 'browser'));
  }
  const server = await serve(files);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await use((contestant, workload, timing) => roundIn(page, { url: `/${contestant}.js`, workload, timing }));
  } finally {
    await browser.close();
    server.close();
  }
}
