import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/index.ts';
import type { Observe } from '../../src/grading/index.ts';
import { observeModule } from '../lessons/in-process.ts';
import { bundle, gradeAs, matmul, reference, times, transpose } from './sample-exercise.ts';

type Matrix = number[][];
type Program = (X: Matrix, dZ: Matrix) => unknown;

const sum = (X: Matrix, dZ: Matrix): Matrix => matmul(transpose(dZ), X);
const entry =
  (change: (value: number, o: number, j: number, all: Matrix) => number): Program =>
  (X, dZ) => {
    const all = reference(X, dZ);
    return all.map((row, o) => row.map((value, j) => change(value, o, j, all)));
  };
let calls = 0;

const laws: Readonly<Record<string, Program>> = {
  sign: (X, dZ) => times(reference(X, dZ), -1),
  twice: (X, dZ) => times(reference(X, dZ), 2),
  half: (X, dZ) => times(reference(X, dZ), 0.5),
  'minus-twice': (X, dZ) => times(reference(X, dZ), -2),
  'constant-factor': (X, dZ) => times(reference(X, dZ), -0.1),
  'times-n': sum,
  'over-n': (X, dZ) => times(reference(X, dZ), 1 / X.length),
  'times-in': (X, dZ) => times(reference(X, dZ), X[0]?.length ?? 0),
  'over-out': (X, dZ) => times(reference(X, dZ), 1 / (dZ[0]?.length ?? 0)),
  'over-n-out': (X, dZ) => times(reference(X, dZ), 1 / (X.length * (dZ[0]?.length ?? 0))),
  'times-n-over-out': (X, dZ) => times(sum(X, dZ), 1 / (dZ[0]?.length ?? 0)),
  'times-n-n': (X, dZ) => times(sum(X, dZ), X.length),
  'minus-times-n': (X, dZ) => times(sum(X, dZ), -1),
  transposed: (X, dZ) => transpose(reference(X, dZ)),
  'transposed-times-n': (X, dZ) => matmul(transpose(X), dZ),
  'first-sample': (X, dZ) => reference(X.slice(0, 1), dZ.slice(0, 1)),
  'last-sample': (X, dZ) => reference(X.slice(-1), dZ.slice(-1)),
  'last-sample-of-all': (X, dZ) => times(reference(X.slice(-1), dZ.slice(-1)), 1 / X.length),
  'without-first-sample': (X, dZ) => (X.length > 1 ? reference(X.slice(1), dZ.slice(1)) : times(reference(X, dZ), 0)),
  'without-last-sample-of-all': (X, dZ) =>
    times(
      sum(
        X.map((x, i) => (i === X.length - 1 ? x.map(() => 0) : x)),
        dZ,
      ),
      1 / X.length,
    ),
  'twice-over-out': (X, dZ) => times(reference(X, dZ), 2 / (dZ[0]?.length ?? 0)),
  'rounded-to-2': entry((value) => Math.round(value * 100) / 100),
  'elementwise-X-dZ': (X, dZ) => X.map((x, i) => x.map((value, j) => value * (dZ[i] as number[])[j]!)),
  'without-factor-X': (X, dZ) =>
    reference(
      times(X, 0).map((row) => row.map(() => 1)),
      dZ,
    ),
  'without-factor-dZ': (X, dZ) =>
    reference(
      X,
      dZ.map((row) => row.map(() => 1)),
    ),
  'returned-dZ': (_, dZ) => dZ,
  zeros: (X, dZ) => times(reference(X, dZ), 0),
  coarse: entry((value) => Number(value.toPrecision(4))),
  'keeps-state': (X, dZ) => times(reference(X, dZ), 1 + 0.1 * (calls++ % 7)),
  mutates: (X, dZ) => {
    const answer = reference(X, dZ);
    (X[0] as number[])[0] = 0.123;
    return answer;
  },
  'first-entry': entry((value, o, j) => (o === 0 && j === 0 ? value + 3 : value)),
  'last-entry': entry((value, o, j, all) =>
    o === all.length - 1 && j === (all[0]?.length ?? 0) - 1 ? value + 3 : value,
  ),
  'last-row': entry((value, o, _, all) => (o === all.length - 1 ? 0.7 : value)),
  diagonal: entry((value, o, j) => (o === j ? value + 3 : value)),
  'only-in-a-batch': (X, dZ) =>
    X.length > 1 ? entry((value, o, j) => value * (1 + o + j) + 3)(X, dZ) : reference(X, dZ),
  'only-large': (X, dZ) => entry((value, o, j) => (Math.abs(value) > 1e6 ? 1e6 + o + j : value))(X, dZ),
  nan: entry((value, o) => (o > 0 ? NaN : value)),
  type: () => undefined,
  shape: (X, dZ) => [reference(X, dZ)],
  'shape ': () => [],
};

describe('laws', () => {
  it.each(Object.entries(laws))('%s', async (id, program) => {
    calls = 0;
    const report = await gradeAs(program);
    expect(report.passed).toBe(false);
    expect(report.diagnosis?.candidates.map((candidate) => candidate.id)).toEqual([id.trim()]);
    expect(report.diagnosis?.kind).toMatch(/law|pattern/);
  });

  it('says a measured factor with a true minus', async () => {
    const report = await gradeAs(laws['constant-factor'] as Program);
    expect(report.diagnosis?.candidates[0]?.says).toBe(
      'Every number is −0.1 times what it should be: one constant factor too many. Is a learning rate in it?',
    );
  });

  it('prefers a known mistake', async () => {
    const report = await gradeAs((X, dZ) => reference(X, dZ).map((row) => row.map((value) => value + 1)));
    expect(report.diagnosis).toMatchObject({ kind: 'mistake', candidates: [{ id: 'plus-one', see: 'batch' }] });
  });

  it('does not blame a program that has no answer where the learner is right', async () => {
    const elementwise = laws['elementwise-X-dZ'] as Program;
    const report = await gradeAs((X, dZ) => (X[0]?.length === dZ[0]?.length ? elementwise(X, dZ) : reference(X, dZ)));
    expect(report.passed).toBe(false);
    expect(report.diagnosis?.candidates.map((candidate) => candidate.id)).not.toContain('elementwise-X-dZ');
  });

  it('sees a known mistake behind a second slip', async () => {
    const report = await gradeAs((X, dZ) => reference(X, dZ).map((row) => row.map((value) => -(value + 1))));
    expect(report.diagnosis).toMatchObject({ kind: 'law', candidates: [{ id: 'plus-one+sign', see: 'batch' }] });
  });

  it('says so when nothing known fits', async () => {
    const report = await gradeAs((X, dZ) =>
      reference(X, dZ).map((row, o) => row.map((value, j) => value * value + 3 * o - j + 0.5)),
    );
    expect(report.diagnosis).toMatchObject({ kind: 'unknown', candidates: [] });
    expect(report.evidence).toContain('none of the mistakes we know');
  });

  it('says where a function throws', async () => {
    const report = await gradeAs((X, dZ) => {
      if (X.length > 1) throw new RangeError('too many');
      return reference(X, dZ);
    });
    expect(report.diagnosis).toMatchObject({ kind: 'pattern', candidates: [{ id: 'only-in-a-batch' }] });
    expect(report.error).toBeUndefined();
  });

  it('shows the error and its line when a function throws now and then', async () => {
    const right = observeModule({ meanOuter: reference });
    const throwing: Observe = async (calls) => {
      const seen = await right(calls);
      if (seen.kind !== 'observed') return seen;
      const error = { name: 'TypeError', message: 'no', line: 7, help: 'Do so.' };
      const outcomes = seen.outcomes.map((outcome, index) =>
        index % 5 === 2 ? ({ kind: 'threw', error } as const) : outcome,
      );
      return { kind: 'observed', outcomes };
    };
    const report = await grade(bundle, throwing, { seed: 7 });
    expect(report.diagnosis?.kind).toBe('error');
    expect(report.failure?.flaw).toBe('threw');
    expect(report.error).toMatchObject({ kind: 'threw', info: { line: 7 } });
    expect(report.failure?.says).toBe('Your function stops with an error (line 7): TypeError: no Do so.');
    expect(report.failure?.says).toBe(report.error?.says);
    expect(report.evidence).toBe('In 4 of the 20 cases your function stops with an error.');
  });

  it('calls a function that always throws an error', async () => {
    const report = await gradeAs(() => {
      throw new TypeError('no');
    });
    expect(report.diagnosis?.kind).toBe('error');
    expect(report.error).toMatchObject({ kind: 'threw' });
    expect(report.error?.says).toContain('TypeError: no');
  });
});
