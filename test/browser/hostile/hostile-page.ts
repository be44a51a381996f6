/** Opens the page of hostile programs in Chromium and has it try them, one at a time. */
import type { Browser } from 'playwright-core';
import { launch } from '../chromium.ts';
import { servePage } from '../page-server.ts';
import type { Attempt, Seen } from './attempt.ts';
import { listenForLeaks } from './leak-server.ts';
import type { HostileProgram } from './programs.ts';

/** Short, so that eighty endless loops take a minute. */
export const DEADLINE = { silence: 700, total: 1200 } as const;

export interface Tried extends Seen {
  /** Requests that left meanwhile, to the page's own server or to another. */
  readonly leaks: readonly string[];
}

export interface HostilePage {
  try(program: HostileProgram, omit?: readonly string[]): Promise<Tried>;
  close(): Promise<void>;
}

export async function openHostilePage(): Promise<HostilePage> {
  const [served, elsewhere] = await Promise.all([servePage(new URL('page/', import.meta.url)), listenForLeaks()]);
  const { routes, strays, origin } = served;
  let ask: (attempt: Attempt) => void = () => {};
  let answer: (seen: string) => void = () => {};
  let asking = new Promise<Attempt>((resolve) => (ask = resolve));
  routes.set('/attempt', async () => {
    const attempt = await asking;
    asking = new Promise<Attempt>((resolve) => (ask = resolve));
    return JSON.stringify(attempt);
  });
  routes.set('/seen', (body) => {
    answer(body);
    return '';
  });
  const browser: Browser = await launch();
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error('page error:', error.message));
  await page.goto(`${origin}/`);
  let tries = 0;
  return {
    try: async ({ modules, exercise }, omit = []) => {
      const [before, beforeElsewhere] = [strays.length, elsewhere.heard.length];
      // In turn at a server of its own and at the page's own, which the page's policy would allow.
      const target = tries++ % 2 === 0 ? `127.0.0.1:${elsewhere.port}` : origin.replace('http://', '');
      const seen = new Promise<string>((resolve) => (answer = resolve));
      const aimed = Object.entries(modules).map(([name, text]) => [name, text.replaceAll('127.0.0.1:8150', target)]);
      const program = { modules: Object.fromEntries(aimed) as typeof modules, entry: 'solution' };
      ask({ program, exercise, deadline: DEADLINE, omit });
      const told = JSON.parse(await seen) as Seen | { readonly failed: string };
      if ('failed' in told) throw new Error(told.failed);
      return { ...told, leaks: [...strays.slice(before), ...elsewhere.heard.slice(beforeElsewhere)] };
    },
    close: async () => {
      await browser.close();
      await Promise.all([served.close(), elsewhere.close()]);
    },
  };
}
