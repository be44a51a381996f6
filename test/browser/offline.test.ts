import { readdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { site } from '../../scripts/build.ts';
import { serve, type Serving } from '../../scripts/serve.ts';
import { launch } from './chromium.ts';

const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.html'))
  .map((path) => path.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'))
  .sort();

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** What a page does wrong by itself: breaks its policy, throws, or asks another host for something. */
async function watch(page: Page, origin: string): Promise<string[]> {
  const wrong: string[] = [];
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && /^(?:https?|wss?):/.test(request.url())) wrong.push(request.url());
  });
  return wrong;
}

describe('every page', () => {
  test.each(pages)('/%s keeps its policy, throws nothing and stays on its own host', async (path) => {
    const url = inject('url');
    const page = await browser.newPage();
    try {
      const wrong = await watch(page, new URL(url).origin);
      const answer = await page.goto(url + path, { waitUntil: 'load' });
      expect(answer?.status()).toBe(200);
      // Islands that wait for sight come to life at the end of the page at the latest.
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(300);
      expect(wrong).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

describe.each(['/', '/some/where/'])('without a network, under %s', (base) => {
  let serving: Serving;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    serving = await serve({ root: site, base });
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(serving.url);
    // A site built for `/` does not register under a sub-path by itself; its worker has to work there all the same.
    await page.evaluate(async (url) => {
      await navigator.serviceWorker.register(`${url}sw.js`);
      await navigator.serviceWorker.ready;
    }, serving.url);
    await serving.close();
  });
  afterAll(() => context.close());

  test.each(pages)('/%s is there', async (path) => {
    const answer = await page.goto(`${serving.url}${path}?from=test`);
    expect(answer?.status()).toBe(200);
    expect(answer?.fromServiceWorker()).toBe(true);
  });

  test('an address without its slash leads to the page', async () => {
    const folder = pages.find((path) => path.endsWith('/')) ?? '';
    await page.goto(serving.url + folder.slice(0, -1));
    expect(page.url()).toBe(serving.url + folder);
  });

  test('an unknown address gets the page that says so', async () => {
    await page.goto(`${serving.url}no/such/page/`);
    const heading = await page.textContent('h1');
    await page.goto(`${serving.url}404.html`);
    expect(heading).toBe(await page.textContent('h1'));
  });
});
