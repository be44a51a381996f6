import { afterEach, expect, test, vi } from 'vitest';
import { findChromium, launch, unpackNpmChromium, type FoundChromium } from './chromium.ts';

async function starts(found: FoundChromium): Promise<void> {
  const browser = await launch(found);
  try {
    const page = await browser.newPage();
    await page.setContent('<title>∂L/∂w</title>');
    expect(await page.title()).toBe('∂L/∂w');
  } finally {
    await browser.close();
  }
}

afterEach(() => vi.unstubAllEnvs());

test('the browser that is found starts', async () => starts(await findChromium()));

test('one named by CHROMIUM_PATH comes first, and a wrong name is no silent fallback', async () => {
  const { executablePath } = await findChromium();
  vi.stubEnv('CHROMIUM_PATH', executablePath);
  expect((await findChromium()).source).toBe('CHROMIUM_PATH');
  vi.stubEnv('CHROMIUM_PATH', '/no/such/browser');
  await expect(findChromium()).rejects.toThrow(/CHROMIUM_PATH/);
});

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'where none is installed, the one from the npm package starts',
  async () => {
    vi.stubEnv('CHROMIUM_PATH', '');
    vi.stubEnv('PATH', '/nowhere');
    vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', '/nowhere');
    const found = await findChromium();
    expect(['npm', 'playwright']).toContain(found.source);
    await starts(await unpackNpmChromium());
  },
);
