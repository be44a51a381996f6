import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

export interface ServeOptions {
  /** The folder of the built site. */
  readonly root: string;
  /** A port to insist on; 0 takes any free one. */
  readonly port?: number;
  /** The sub-path the site lives under, as in `/risotto/`. */
  readonly base?: string;
}

export interface Serving {
  /** The address of the site's first page, with its sub-path and a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.zip': 'application/zip',
};
const COMPRESSIBLE = /^text\/|json|javascript|xml|wasm/;

interface Found {
  readonly file: string;
  readonly size: number;
  readonly modified: number;
}

/** The file a decoded path means, or undefined. Nothing outside the folder, and no dot files. */
async function find(root: string, path: string): Promise<Found | undefined> {
  const parts = path.split('/');
  if (path.includes('\0') || path.includes('\\') || parts.some((part) => part.startsWith('.'))) return undefined;
  try {
    // Through links too: what counts is where the file really lies.
    const file = await realpath(join(root, ...parts, path.endsWith('/') ? 'index.html' : ''));
    const info = await stat(file);
    if (!file.startsWith(root + sep) || !info.isFile()) return undefined;
    return { file, size: info.size, modified: info.mtimeMs };
  } catch {
    return undefined;
  }
}

async function send(request: IncomingMessage, response: ServerResponse, found: Found, status: number): Promise<void> {
  const type = TYPES[extname(found.file)] ?? 'application/octet-stream';
  const hashed = found.file.includes(`${sep}_astro${sep}`);
  const tag = `"${found.size.toString(36)}-${Math.floor(found.modified).toString(36)}"`;
  response.setHeader('Content-Type', type);
  // Only names with a hash in them may be kept unasked; everything else is checked, so no page goes stale.
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('ETag', tag);
  response.setHeader('Vary', 'Accept-Encoding');
  if (status === 200 && request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return;
  }
  const gzip = COMPRESSIBLE.test(type) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (gzip) response.setHeader('Content-Encoding', 'gzip');
  else response.setHeader('Content-Length', found.size);
  response.writeHead(status);
  if (request.method === 'HEAD') response.end();
  else if (gzip) await pipeline(createReadStream(found.file), createGzip({ level: 5 }), response);
  else await pipeline(createReadStream(found.file), response);
}

async function answer(root: string, base: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const [raw = '/', query] = (request.url ?? '/').split(/\?(.*)/s);
  let path = '';
  try {
    path = decodeURIComponent(raw);
  } catch {
    response.writeHead(400).end();
    return;
  }
  const search = query === undefined ? '' : `?${query}`;
  if (`${path}/` === base) {
    response.writeHead(301, { Location: base + search }).end();
    return;
  }
  const local = path.startsWith(base) ? `/${path.slice(base.length)}` : undefined;
  const found = local === undefined ? undefined : await find(root, local);
  if (found !== undefined) return send(request, response, found, 200);
  // The trailing slash is what makes relative addresses in a page right. Built from the checked path, never "//host".
  if (local !== undefined && !local.endsWith('/') && (await find(root, `${local}/`)) !== undefined) {
    const location = encodeURI(base + local.replace(/^\/+/, ''));
    response.writeHead(301, { Location: `${location}/${search}` }).end();
    return;
  }
  const missing = await find(root, '/404.html');
  if (missing !== undefined) return send(request, response, missing, 404);
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
}

/** Serves a built site on this machine only, with the headers and the clean addresses a static host gives. */
export async function serve({ root, port = 0, base = '/' }: ServeOptions): Promise<Serving> {
  const folder = await realpath(root);
  const prefix = `/${base}/`.replace(/\/+/g, '/');
  const server = createServer((request, response) => {
    answer(folder, prefix, request, response).catch(() => {
      // The reader went away in the middle of a file, or the file did.
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('serve: the server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
