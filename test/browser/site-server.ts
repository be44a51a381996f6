import type { TestProject } from 'vitest/node';
import { isBuilt, site } from '../../scripts/build.ts';
import { serve } from '../../scripts/serve.ts';
import { base } from '../../scripts/sources.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built site, with a trailing slash. */
    url: string;
  }
}

/**
 * Serves the built site while the browser tests run. A stale or missing build is an error, never a skipped test;
 * BROWSER_WITHOUT_SITE=1 is for working on a test that brings pages of its own.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env['BROWSER_WITHOUT_SITE'] === '1' && process.env['CI'] === undefined) {
    project.provide('url', '');
    return undefined;
  }
  if (!isBuilt()) {
    throw new Error('dist is missing or older than its sources: run `npm run build` before the browser tests.');
  }
  const serving = await serve({ root: site, base });
  project.provide('url', serving.url);
  return serving.close;
}
