/** A page that stays open all day: a thousand runs leave nothing behind. */
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunnerPage, type RunnerPage } from './runner-page.ts';

const RUNS = 1000;
/** Before them: runs that load code, and make it so often used that the browser compiles it. */
const FIRST = 300;
const MOST_GROWTH = 1.1;

/** Of twenty runs fifteen end well, and one each in every other way. */
const BATCH = `(async () => {
  const ends = {};
  const count = ({ kind, reason }) => { const end = reason ?? kind; ends[end] = (ends[end] ?? 0) + 1; };
  for (let i = 0; i < 20; i++) {
    if (i === 3) count((await run('throw new Error("burnt")')).end);
    else if (i === 7) count((await observe('export const f = (x: number[]) => x', [{ export: 'f', args: [[1, 2]] }])).observed);
    else if (i === 11) count((await run('for (;;) {}', { stopAfter: 20 })).end);
    else if (i === 15) {
      const older = run('for (;;) {}');
      await new Promise((resolve) => setTimeout(resolve, 20));
      count((await run('console.log(1)')).end);
      count((await older).end);
    } else if (i === 18) count((await run('const x: = 1')).end);
    else count((await run("import { tensor } from 'risotto'; console.log('line ' + " + i + ", tensor([1, 2, 3])); setTimeout(() => {}, 1)")).end);
  }
  return ends;
})()`;

let at: RunnerPage;
beforeAll(async () => {
  at = await openRunnerPage();
});
afterAll(() => at.close());

/** What the page holds once everything that can be freed has been. */
async function held(session: CDPSession): Promise<{ bytes: number; frames: number; workers: number; blobs: number }> {
  // Each time the same: one frame with a worker that waits.
  await at.ask('new Promise((resolve) => setTimeout(resolve, 300)).then(() => runner.warm())');
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const frames = await at.ask<number>("document.querySelectorAll('iframe').length");
  const whole = await at.browser.newBrowserCDPSession();
  await whole.send('Target.setDiscoverTargets', { discover: true, filter: [{}] });
  const { targetInfos } = await whole.send('Target.getTargets', { filter: [{}] });
  await whole.detach();
  const listing = await at.page.context().newPage();
  await listing.goto('chrome://blob-internals');
  const blobs = (await listing.content()).match(/Refcount/g)?.length ?? 0;
  await listing.close();
  return { bytes: usedSize, frames, workers: targetInfos.filter(({ type }) => type === 'worker').length, blobs };
}

it('holds no more after a thousand runs than after the first', { timeout: 240_000 }, async () => {
  const session = await at.page.context().newCDPSession(at.page);
  const ends: Record<string, number> = {};
  const runs = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 20) {
      const batch = await at.ask<Record<string, number>>(BATCH);
      for (const [end, times] of Object.entries(batch)) ends[end] = (ends[end] ?? 0) + times;
    }
  };
  await runs(FIRST);
  const before = await held(session);
  await runs(RUNS);
  const after = await held(session);
  const each = (FIRST + RUNS) / 20;
  expect(ends).toEqual({ finished: 16 * each, threw: 2 * each, observed: each, user: each, newer: each });
  console.log(
    `heap ${before.bytes} → ${after.bytes} bytes; blobs ${before.blobs} → ${after.blobs}; workers ${before.workers} → ${after.workers}`,
  );
  expect(after.bytes).toBeLessThan(before.bytes * MOST_GROWTH);
  // The frame's script, the engine, and what a cell imports to show things.
  expect(after).toMatchObject({ frames: 1, workers: 1, blobs: 3 });
});
