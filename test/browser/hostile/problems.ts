/** Whether a hostile program was contained: everything that went wrong, in words. */
import type { Report } from '../../../src/grading/index.ts';
import type { Output } from '../../../src/runner/protocol.ts';
import { OUTPUT_LIMITS } from '../../../src/runner/sandbox/output-gate.ts';
import type { Seen } from './attempt.ts';
import { DEADLINE, type Tried } from './hostile-page.ts';
import type { Expected, HostileProgram } from './programs.ts';

const OVERSHOOT = 250;

/**
 * The page must have `fps` frames a second and none later than `gap` ms. On a busy machine it may have fewer, down to
 * `share` of what it has with nothing running; but where it has fewer than `floor`, it counts as blocked all the same.
 */
const FRAMES = { fps: 50, gap: 150, share: 0.9, floor: 25 } as const;

/** What went wrong; empty when all is well. Slowness is apart, since another program may be to blame. */
export interface Problems {
  readonly wrong: readonly string[];
  readonly slow: readonly string[];
}

function sluggish({ frames, idle }: Seen): boolean {
  if (frames.fps < FRAMES.floor) return true;
  return frames.fps < Math.min(FRAMES.fps, FRAMES.share * idle.fps) || frames.gap > Math.max(FRAMES.gap, 2 * idle.gap);
}

function judgedAs(expected: Expected, { passed, error, diagnosis }: Report, outputs: readonly Output[]): boolean {
  const stopped = error?.kind === 'stopped';
  const failed = error?.kind === 'failed' || error?.kind === 'threw' || diagnosis?.kind === 'error';
  switch (expected) {
    case 'timeout':
      return stopped && error.reason === 'deadline';
    // A machine with less memory refuses before the deadline.
    case 'memory':
      return stopped || (failed && /RangeError/.test(error?.says ?? ''));
    case 'truncated':
      return passed && (outputs.some((output) => output.kind === 'cut') || JSON.stringify(outputs).includes('…'));
    case 'blocked':
    case 'pass':
    case 'policy':
      return passed;
    case 'fail':
      return !passed && !stopped;
    case 'error':
      return !passed && (failed || error?.kind === 'missing');
    case 'any':
      return true;
  }
}

function unbounded(outputs: readonly Output[]): string[] {
  const counts: Record<Output['kind'], number> = {
    log: 0,
    point: 0,
    progress: 0,
    cut: 0,
    table: 0,
    image: 0,
    bar: 0,
    histogram: 0,
    graph: 0,
  };
  let characters = 0;
  let numbers = 0;
  for (const output of outputs) {
    counts[output.kind]++;
    if (output.kind !== 'log') continue;
    for (const part of output.parts) {
      if (part.kind === 'text') characters += part.text.length;
      else numbers += part.data.length;
    }
  }
  const wrong: string[] = [];
  const most = (what: string, count: number, limit: number): void => {
    if (count > limit) wrong.push(`${count} ${what} reached the page; at most ${limit} may`);
  };
  most('lines', counts.log, OUTPUT_LIMITS.lines);
  most('points', counts.point, OUTPUT_LIMITS.points);
  most('characters', characters, OUTPUT_LIMITS.characters + OUTPUT_LIMITS.lines);
  most('numbers of tensors', numbers, OUTPUT_LIMITS.tensorNumbers);
  most('progress messages', counts.progress, OUTPUT_LIMITS.burst + 2 * OUTPUT_LIMITS.perSecond);
  return wrong;
}

function ownProblems(program: HostileProgram, { cell, graded }: Seen): string[] {
  const wrong: string[] = [];
  const { report } = graded;
  const told = `${JSON.stringify(cell)} ${report.error?.says ?? ''} ${report.failure?.says ?? ''}`;
  if (cell.end.kind === 'unavailable') wrong.push(`as a cell it was not run: ${cell.end.why}`);
  if (report.error?.kind === 'unavailable') wrong.push(`it was not graded: ${report.error.says}`);
  if (program.cell !== undefined && cell.end.kind !== program.cell) {
    wrong.push(`as a cell it should have ${program.cell}, but ${JSON.stringify(cell.end)}`);
  }
  if (!program.expect.some((one) => judgedAs(one, report, cell.outputs))) {
    const { passed, error, failure, diagnosis } = report;
    wrong.push(
      `expected ${program.expect.join(' or ')}, but ${JSON.stringify({ passed, error, says: failure?.says, diagnosis }).slice(0, 600)}`,
    );
  }
  if (program.shows !== undefined && !program.shows.test(told)) {
    wrong.push(`nowhere is ${String(program.shows)} told: ${told.slice(-600)}`);
  }
  return [...wrong, ...unbounded(cell.outputs)];
}

/** Holds what was seen against what must be. */
export function problemsOf(program: HostileProgram, seen: Tried): Problems {
  const { cell, graded, next, touched, leaks } = seen;
  const wrong = ownProblems(program, seen);
  if (touched.length > 0) wrong.push(`touched: ${touched.join(', ')}`);
  if (leaks.length > 0) wrong.push(`left the sandbox: ${leaks.join(', ')}`);
  if (next.end.kind !== 'finished' || next.lines.join() !== 'next' || !next.passed) {
    wrong.push(`the next program did not work: ${JSON.stringify(next)}`);
  }
  const slow: string[] = [];
  for (const [what, took] of [
    ['run', cell.took],
    ['graded', graded.took],
  ] as const) {
    const late = took - DEADLINE.total - OVERSHOOT;
    if (late > 0) slow.push(`${what} for ${Math.round(late)} ms longer than its deadline and ${OVERSHOOT} ms`);
  }
  if (sluggish(seen)) {
    const [busy, idle] = [seen.frames, seen.idle].map(
      (at) => `${at.fps.toFixed(1)} frames a second, the worst after ${Math.round(at.gap)} ms`,
    );
    slow.push(`the page had ${busy}; with nothing running, ${idle}`);
  }
  return { wrong, slow };
}
