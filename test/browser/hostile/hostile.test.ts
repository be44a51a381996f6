import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preludeRules, REST_RULE } from '../../../src/runner/sandbox/prelude-rules.ts';
import { openHostilePage, type HostilePage } from './hostile-page.ts';
import { problemsOf } from './problems.ts';
import { programs } from './programs.ts';

/** Another program of the machine can slow a page down once; a hostile one does so each time. */
const TRIES = 3;

let at: HostilePage;
const ready: number[] = [];
const frames: number[] = [];
beforeAll(async () => {
  at = await openHostilePage();
});
afterAll(async () => {
  await at.close();
  const [middle, last] = [0.5, 0.95].map((part) => ready.sort((a, b) => a - b)[Math.floor(ready.length * part)] ?? NaN);
  const slowest = frames.sort((a, b) => a - b)[0];
  console.log(
    `${ready.length} programs; next one done after p50 ${middle?.toFixed(0)} ms, p95 ${last?.toFixed(0)} ms; slowest page ${slowest?.toFixed(0)} frames a second`,
  );
});

describe('each hostile program is contained', () => {
  it.each(programs.map((program) => [program.name, program] as const))('%s', async (_name, program) => {
    let slow: readonly string[] = [];
    for (let tries = 0; tries < TRIES; tries++) {
      const seen = await at.try(program);
      const problems = problemsOf(program, seen);
      expect(problems.wrong).toEqual([]);
      slow = problems.slow;
      ready.push(seen.next.ready);
      frames.push(seen.frames.fps);
      if (slow.length === 0) return;
    }
    expect(slow).toEqual([]);
  });
});

describe('each prelude rule is needed', () => {
  const rules = [...preludeRules.map(({ name }) => name), REST_RULE];

  it('every program that says what it needs names a rule', () => {
    expect(rules).toEqual(expect.arrayContaining(programs.flatMap(({ needs }) => needs ?? [])));
  });

  it.each(rules)('%s: without it a program gets through', async (rule) => {
    const noticed: string[] = [];
    for (const program of programs.filter(({ needs }) => needs === rule)) {
      noticed.push(...problemsOf(program, await at.try(program, [rule])).wrong);
    }
    expect(noticed).not.toEqual([]);
  });
});

it('the programs are as many as promised', () => {
  expect(programs.length).toBeGreaterThanOrEqual(120);
});
