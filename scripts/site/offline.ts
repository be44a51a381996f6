import { join } from 'node:path';
import { generateSW } from 'workbox-build';

/** Monaco's TypeScript worker is the largest file, near 8 MB; anything above this is a mistake. */
const LARGEST_FILE = 16 * 1024 * 1024;

/** What the service worker's navigation handler below uses of its global scope. It is sent as text, without imports. */
interface Scope {
  caches: { match(url: URL, options: { ignoreSearch: boolean }): Promise<Response | undefined> };
  registration: { scope: string };
}

/**
 * Pages that are not in the cache under the address asked for: the network first; without one, `/lessons/dw` is
 * sent on to `/lessons/dw/` if that is a page, and anything else gets the site's own "not found".
 */
async function navigate({ request, url }: { request: Request; url: URL }): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    const { caches, registration } = globalThis as unknown as Scope;
    const options = { ignoreSearch: true };
    const folder = new URL(`${url.pathname}/`, url);
    if (!url.pathname.endsWith('/') && (await caches.match(new URL('index.html', folder), options))) {
      return Response.redirect(folder.href);
    }
    return (await caches.match(new URL('404.html', registration.scope), options)) ?? Response.error();
  }
}

export interface OfflineSummary {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes `sw.js`, which keeps the whole site for use without a network. It never takes over an open page by itself:
 * a page sends it `{ type: 'SKIP_WAITING' }` when the reader agrees, so no page ever mixes two builds.
 */
export async function buildOffline(site: string): Promise<OfflineSummary> {
  const { count, size, warnings } = await generateSW({
    globDirectory: site,
    globPatterns: ['**/*.{html,js,mjs,css,json,svg,png,webp,ico,txt,csv,woff2,wasm,webmanifest,bin}', 'pagefind/**/*'],
    // The data sets wait until a page asks for them: no first visit should pay for pictures it does not show.
    globIgnores: ['sw.js', '**/*.map', 'data/*.bin'],
    swDest: join(site, 'sw.js'),
    inlineWorkboxRuntime: true,
    sourcemap: false,
    mode: 'production',
    cacheId: 'risotto',
    cleanupOutdatedCaches: true,
    skipWaiting: false,
    // The first visit's page is served from the copy as soon as there is one; a later build waits until no page of this one is open.
    clientsClaim: true,
    maximumFileSizeToCacheInBytes: LARGEST_FILE,
    dontCacheBustURLsMatching: /_astro\/.*\.[\w-]{8,}\.\w+$/,
    ignoreURLParametersMatching: [/./],
    runtimeCaching: [{ urlPattern: ({ request }) => request.mode === 'navigate', handler: navigate as never }],
  });
  if (warnings.length > 0) throw new Error(`offline: ${warnings.join('; ')}`);
  return { files: count, bytes: size };
}
