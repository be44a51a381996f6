import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRunnerPage, type RunResult, type RunnerPage } from './runner-page.ts';

let at: RunnerPage;
beforeAll(async () => {
  at = await openRunnerPage();
});
afterAll(() => at.close());

// One script for all of it: when the frame's process has died, Playwright believes that the page has, and asks no more.
it('notices that the sandbox died of memory, and goes on', async () => {
  const bomb = JSON.stringify('const a: unknown[] = []; for (;;) a.push(new Array(1e6).fill(1.1));');
  const [died, next] = await at.ask<[RunResult, RunResult]>(
    `(async () => [await run(${bomb}, { deadline: { silence: 50_000 } }), await run('console.log(1)')])()`,
  );
  expect(died.end).toMatchObject({ kind: 'stopped', reason: 'memory' });
  expect(died.fps).toBeGreaterThan(40);
  expect(next.end.kind).toBe('finished');
  expect(next.first).toBeLessThan(1000);
});
