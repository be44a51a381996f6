import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAMP } from './site/stamp.ts';
import { hashSources, root } from './sources.ts';

/** Where the built site lies. */
export const site = join(root, 'dist');

/** Whether the built site was made from the sources as they are now. */
export function isBuilt(): boolean {
  const stamp = join(site, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources();
}

/** Builds the site unless it is up to date. With `quiet`, what the build prints is shown only if it fails. */
export function build({ quiet }: { quiet: boolean }): boolean {
  if (isBuilt()) {
    console.log('The site is up to date with its sources.');
    return true;
  }
  console.log('Building the site …');
  const started = Date.now();
  const result = spawnSync(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: root,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (result.status === 0 && existsSync(join(site, STAMP))) {
    console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
    return true;
  }
  if (quiet) console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  console.error(
    result.status === 0
      ? `The build ended well but left no ${STAMP}: astro.config.ts lacks siteBuild().`
      : 'The build failed.',
  );
  return false;
}

if (import.meta.main) process.exitCode = build({ quiet: false }) ? 0 : 1;
