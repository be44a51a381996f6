/** The same submission gives the same report, byte for byte, however busy the browser is. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHostilePage, type HostilePage } from './hostile-page.ts';
import { programs } from './programs.ts';

const TIMES = 20;

let at: HostilePage;
beforeAll(async () => {
  at = await openHostilePage();
});
afterAll(() => at.close());

it.each([
  ['right numbers', 'proto-math'],
  ['coarse numbers', 'tamper-numeric-instead'],
  ['an error', 'err-throw-circular-cause'],
  ['no numbers', 'loop-valueof'],
  ['an endless loop', 'loop-sync-toplevel'],
])('%s (%s)', { timeout: 180_000 }, async (_what, name) => {
  const program = programs.find((one) => one.name === name);
  if (program === undefined) throw new Error(`There is no hostile program ${name}.`);
  const reports = new Set<string>();
  for (let i = 0; i < TIMES; i++) reports.add(JSON.stringify((await at.try(program)).graded.report));
  expect([...reports]).toHaveLength(1);
});
