import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve, type Serving } from '../../scripts/serve.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const secret = join(folder, 'secret.txt');
const site = join(folder, 'site');

beforeAll(() => {
  mkdirSync(join(site, 'lessons', 'dw'), { recursive: true });
  mkdirSync(join(site, '_astro'));
  writeFileSync(secret, 'secret');
  writeFileSync(join(site, 'index.html'), 'home');
  writeFileSync(join(site, '404.html'), 'not here');
  writeFileSync(join(site, 'lessons', 'dw', 'index.html'), 'dw');
  writeFileSync(join(site, '_astro', 'x.abc.js'), 'x()');
  writeFileSync(join(site, '.build-stamp'), 'stamp');
  symlinkSync(secret, join(site, 'link.txt'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['/', '/risotto/'])('a site under %s', (base) => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve({ root: site, base });
  });
  afterAll(() => serving.close());

  // Not `fetch`, which would tidy up `..` before it asks.
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(serving.url);
      request({ hostname, port, path: base + path, headers, method }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
      })
        .on('error', reject)
        .end();
    });

  test('listens on this machine only and says where', () => {
    expect(serving.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    expect(new URL(serving.url).pathname).toBe(base);
  });

  test('gives pages by clean addresses, with type and freshness', async () => {
    const page = await get('lessons/dw/?cell=2');
    expect([page.status, page.body]).toEqual([200, 'dw']);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect((await get('')).body).toBe('home');
    const again = await get('lessons/dw/', { 'if-none-match': String(page.headers.etag) });
    expect(again.status).toBe(304);
  });

  test('adds a missing slash and keeps the query', async () => {
    const { status, headers } = await get('lessons/dw?cell=2');
    expect([status, headers.location]).toEqual([301, `${base}lessons/dw/?cell=2`]);
    expect((await get('/lessons/dw')).headers.location).toBe(`${base}lessons/dw/`);
  });

  test('lets hashed files be kept', async () => {
    const { headers } = await get('_astro/x.abc.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
  });

  test.each([
    'nope',
    'lessons/',
    '../secret.txt',
    '%2e%2e/secret.txt',
    '..%2fsecret.txt',
    '..%5csecret.txt',
    'link.txt',
  ])('has its own page for %s', async (path) => {
    const { status, body } = await get(path);
    expect([status, body]).toEqual([404, 'not here']);
  });

  test('shows no dot file, takes no writing, and survives nonsense', async () => {
    expect((await get('.build-stamp')).status).toBe(404);
    expect((await get('', {}, 'POST')).status).toBe(405);
    expect((await get('%')).status).toBe(400);
    expect((await get('a%00b')).status).toBe(404);
    expect((await get('', {}, 'HEAD')).body).toBe('');
  });
});

test('says so when a port is taken', async () => {
  const first = await serve({ root: site });
  const port = Number(new URL(first.url).port);
  await expect(serve({ root: site, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});
