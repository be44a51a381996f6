import { spawn } from 'node:child_process';
import { chromium, type BrowserContext } from 'playwright-core';
import { FLAGS, findChromium } from './chromium.ts';

export interface Killable {
  readonly context: BrowserContext;
  /** End the browser as a power cut would: no goodbye to any process of it. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A browser on a profile that stays, started as a process group of its own so that all of it can be killed at once. */
export async function launchKillable(profile: string): Promise<Killable> {
  const { executablePath, env } = await findChromium();
  const child = spawn(
    executablePath,
    [...FLAGS, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
    },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`The browser ended before it was ready: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (!context || child.pid === undefined) throw new Error('The browser has no context to work in.');
  const group = -child.pid;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    process.kill(group, signal);
    await gone;
  };
  return { context, kill: () => end('SIGKILL'), close: () => end('SIGTERM') };
}
