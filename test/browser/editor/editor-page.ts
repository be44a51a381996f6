/** Builds the page of the editor tests and serves it under the site's content security policy. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { editorPlugins } from '../../../src/components/editor/editor-plugins.ts';
import { highlight } from '../../../src/components/highlight.ts';

export const policy = [
  "default-src 'self'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

export const cellText = `import { plot } from 'risotto/output';

// The stock is poured: z = w · x + b, and the loss falls.
const x = [1, 2, 3];
let w = 0.5;
const b = 1;

export function forward(x: number, w: number): number {
  const z = w * x + b;
  return Math.max(z, 0);
}

for (let step = 0; step < 100; step += 1) {
  const dw = forward(x[0] ?? 0, w) - 2;
  w -= 0.1 * dw;
  if (step % 10 === 0) plot('loss', step, dw ** 2);
}
console.log('w is now', w);`;

export async function buildEditorPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./page/', import.meta.url)),
    base: './',
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 1e6,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
    },
    plugins: [
      ...editorPlugins(repository),
      {
        name: 'static-code',
        transformIndexHtml: (html) => html.replace('<!--static-code-->', () => highlight(cellText)),
      },
    ],
  });
}

export interface EditorPage {
  readonly url: string;
  readonly folder: string;
  close(): Promise<void>;
}

export async function serveEditorPage(): Promise<EditorPage> {
  const folder = await mkdtemp(join(tmpdir(), 'risotto-editor-'));
  await buildEditorPage(folder);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    folder,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
