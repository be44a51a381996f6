// `npm run bench:cells`: how soon a cell of the built site answers, in Chromium. Options: --runs 50 --cold 10 --lesson dw.
// With nothing else open on the page than the page itself: editors are closed. "Output" is its text in the document.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { isBuilt, site } from '../../scripts/build.ts';
import { serve } from '../../scripts/serve.ts';
import { base } from '../../scripts/sources.ts';
import { launch } from '../browser/chromium.ts';
import { settle } from '../browser/site/visit.ts';
import { fillCells } from './cells-text.ts';
import { press } from './cells-timing.ts';
import { aligned } from './table.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    cold: { type: 'string', default: '10' },
    lesson: { type: 'string', default: 'dw' },
  },
});
const [runs, colds] = [Number(options.runs), Number(options.cold)];
/** How much slower than this machine's the page's thread is made. */
const THROTTLES = [1, 4];
const REST = 700;
const IDLE_SAMPLE = 100;
/** Of one core, in a sample: what timers and the browser's own housekeeping take. */
const IDLE_SHARE = 0.1;
const LONGEST_BURN = 5000;

type Measure =
  | 'click Run → first output, warm'
  | 'the same, first run on a page'
  | 'Stop → output of the next run'
  | 'Stop → processors idle';
const GOALS: Readonly<Record<Measure, string>> = {
  'click Run → first output, warm': '50',
  'the same, first run on a page': '500',
  'Stop → output of the next run': '150',
  'Stop → processors idle': '1000',
};
type Figures = Record<Measure, number[]>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function openLesson(context: BrowserContext, url: string, throttle: number): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.goto(url);
  await settle(page);
  await pause(REST);
  return page;
}

/** Processor time that each renderer has used, in milliseconds. */
async function rendererTimes(session: CDPSession): Promise<Map<number, number>> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime * 1000]));
}

/** Milliseconds from now until no renderer is at work any more. */
async function untilIdle(session: CDPSession): Promise<number> {
  const began = performance.now();
  let before = await rendererTimes(session);
  let looked = began;
  for (;;) {
    await pause(IDLE_SAMPLE);
    const after = await rendererTimes(session);
    const now = performance.now();
    const used = [...after].map(([id, time]) => time - (before.get(id) ?? 0));
    if (used.reduce((sum, one) => sum + one, 0) < IDLE_SHARE * (now - looked)) return looked - began;
    if (now - began > LONGEST_BURN) return Infinity;
    [before, looked] = [after, now];
  }
}

async function measure(browser: Browser, context: BrowserContext, url: string, throttle: number): Promise<Figures> {
  const figures = Object.fromEntries(Object.keys(GOALS).map((name) => [name, []])) as unknown as Figures;
  for (let i = 0; i < colds; i++) {
    const page = await openLesson(context, url, throttle);
    figures['the same, first run on a page'].push(await press(page, { stopLoop: false, run: true }));
    await page.close();
  }
  const page = await openLesson(context, url, throttle);
  await press(page, { stopLoop: false, run: true });
  for (let i = 0; i < runs; i++) {
    await pause(REST);
    figures['click Run → first output, warm'].push(await press(page, { stopLoop: false, run: true }));
  }
  const session = await browser.newBrowserCDPSession();
  for (let i = 0; i < runs; i++) {
    await pause(REST);
    figures['Stop → output of the next run'].push(await press(page, { stopLoop: true, run: true }));
  }
  // A slowed thread is one that spins: it is never idle.
  for (let i = 0; i < (throttle === 1 ? colds : 0); i++) {
    await pause(REST);
    await press(page, { stopLoop: true, run: false });
    figures['Stop → processors idle'].push(await untilIdle(session));
  }
  await page.close();
  return figures;
}

function part(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? '–' : value.toFixed(0);
}

function table(byThrottle: readonly Figures[]): string {
  const names = Object.keys(GOALS) as Measure[];
  const head = [
    'milliseconds',
    'goal',
    ...THROTTLES.flatMap((rate) => [`p50${rate === 1 ? '' : ` ${rate}×`}`, `p95${rate === 1 ? '' : ` ${rate}×`}`]),
    'of',
  ];
  const rows = names.map((name) => [
    name,
    GOALS[name],
    ...byThrottle.flatMap((figures) => [part(figures[name], 0.5), part(figures[name], 0.95)]),
    String(byThrottle[0]?.[name].length ?? 0),
  ]);
  return aligned([head, ...rows]);
}

if (!isBuilt()) throw new Error('dist is missing or older than its sources: run `npm run build` first.');
const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(', ');
const before = load();
const serving = await serve({ root: site, base });
const browser = await launch();
try {
  const url = `${serving.url}lessons/${options.lesson}/`;
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  await fillCells(context, url);
  const byThrottle: Figures[] = [];
  for (const throttle of THROTTLES) byThrottle.push(await measure(browser, context, url, throttle));
  console.log(`${table(byThrottle)}\n\nload average (1, 5, 15 minutes) ${before} before, ${load()} after`);
} finally {
  await browser.close();
  await serving.close();
}
