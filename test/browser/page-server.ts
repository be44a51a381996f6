/** Builds a test's own page, and serves it under the strict policy of the site. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { sandboxBundle } from '../../src/runner/bundle-plugin.ts';
import { frameScriptHash } from '../../src/runner/frame-hash.ts';

const POLICY = [
  "default-src 'self'",
  `script-src 'self' blob: 'wasm-unsafe-eval' '${frameScriptHash}'`,
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** The files of the page in `folder`, built, by path. */
async function buildPage(folder: URL): Promise<Map<string, string>> {
  const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(folder),
    plugins: [sandboxBundle()],
    resolve: {
      alias: [
        { find: /^risotto$/, replacement: here('engine/index.ts') },
        { find: /^risotto\/grading$/, replacement: here('src/grading/index.ts') },
      ],
    },
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

/** Answers the page's own requests: gets the body that was posted, gives the text to send back. */
export type Route = (body: string) => string | Promise<string>;

export interface PageServer {
  readonly origin: string;
  /** Requests that are no part of the page itself. */
  readonly strays: string[];
  /** By path. May be changed at any time. */
  readonly routes: Map<string, Route>;
  close(): Promise<void>;
}

/** Serves the page in `folder` on a free port of this machine. */
export async function servePage(folder: URL): Promise<PageServer> {
  const files = await buildPage(folder);
  const strays: string[] = [];
  const routes = new Map<string, Route>();
  const server: Server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const file = files.get(path);
    const route = routes.get(path);
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain';
    const headers = { 'content-type': type, 'content-security-policy': POLICY };
    if (route === undefined && file === undefined && path !== '/favicon.ico') strays.push(path);
    void (async () => {
      const answer = route === undefined ? file : await route(await bodyOf(request));
      response.writeHead(answer === undefined ? 204 : 200, headers);
      response.end(answer);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    strays,
    routes,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
