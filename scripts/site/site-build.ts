import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { hashSources } from '../sources.ts';
import { addPolicies } from './csp.ts';
import { buildOffline } from './offline.ts';
import { buildSearch } from './search.ts';
import { STAMP } from './stamp.ts';

async function pagesOf(site: string): Promise<string[]> {
  const names = await readdir(site, { recursive: true });
  return names
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(site, name))
    .sort();
}

/**
 * What happens to the finished pages. The order matters: a policy changes a page, the search index reads pages,
 * and the service worker records a hash of every file, so it comes last.
 */
export function siteBuild({ frameScript }: { frameScript: string }): AstroIntegration {
  let sources = '';
  return {
    name: 'site-build',
    hooks: {
      'astro:build:start': () => {
        // Taken before the build reads its first file: a change made meanwhile then counts as not built.
        sources = hashSources();
      },
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        await rm(join(site, STAMP), { force: true });
        const pages = await pagesOf(site);
        await addPolicies(pages, frameScript);
        const found = await buildSearch(site);
        const { files, bytes } = await buildOffline(site);
        await writeFile(join(site, STAMP), sources);
        logger.info(
          `${pages.length} pages with a policy, ${found} searchable; ${files} files (${(bytes / 1e6).toFixed(1)} MB) kept offline`,
        );
      },
    },
  };
}
