import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/index.ts';
import type { ExerciseBundle, Observe, Observed, StopReason } from '../../src/grading/index.ts';
import { observeModule } from '../lessons/in-process.ts';
import { bundle, gradeAs, matmul, reference, times, transpose } from './sample-exercise.ts';

const answering =
  (observed: Observed): Observe =>
  async () =>
    observed;

describe('verdicts', () => {
  it('passes the reference and reports every check', async () => {
    const report = await gradeAs(reference);
    expect(report).toMatchObject({ exercise: 'sample/mean-outer', seed: 7, passed: true });
    expect(report.checks).toHaveLength(6);
    expect(report.checks.every((check) => check.passed === check.of)).toBe(true);
    expect(report.failure).toBeUndefined();
    expect(report.diagnosis).toBeUndefined();
  });

  it('is plain JSON, and the same for the same seed', async () => {
    const wrong = (X: number[][], dZ: number[][]) => times(reference(X, dZ), 3);
    const [a, b] = [await gradeAs(wrong), await gradeAs(wrong)];
    expect(a).toEqual(b);
    expect(JSON.parse(JSON.stringify(a))).toEqual(a);
  });

  it('passes float32 arrays, and float32 numbers in plain arrays', async () => {
    const single = (X: number[][], dZ: number[][]) => {
      const rows = reference(X, dZ).map((row) => Float32Array.from(row));
      rows.forEach((row) => row.forEach((value, j) => (row[j] = value * (1 + 2 ** -20))));
      return rows;
    };
    expect((await gradeAs(single)).passed).toBe(true);
    expect((await gradeAs((X, dZ) => single(X, dZ).map((row) => [...row]))).passed).toBe(true);
  });

  it('fails a relative error of a hundred-thousandth in float64', async () => {
    expect((await gradeAs((X, dZ) => times(reference(X, dZ), 1 + 3e-7))).passed).toBe(true);
    const report = await gradeAs((X, dZ) => times(reference(X, dZ), 1 + 1.1e-5));
    expect(report.passed).toBe(false);
    expect(report.diagnosis).toMatchObject({ kind: 'law', candidates: [{ id: 'coarse' }] });
  });

  it.each([NaN, Infinity, -Infinity])('never passes %f', async (odd) => {
    const everywhere = await gradeAs((X, dZ) => reference(X, dZ).map((row) => row.map(() => odd)));
    expect(everywhere.passed).toBe(false);
    expect(everywhere.checks.every((check) => check.passed === 0)).toBe(true);
    expect(everywhere.failure?.where[0]?.got).toBe(String(odd));
    const once = await gradeAs((X, dZ) =>
      X.length === 5 ? reference(X, dZ).map((row) => row.map(() => odd)) : reference(X, dZ),
    );
    expect(once.passed).toBe(false);
  });

  it('shows the smallest failing input in whole numbers, with finite differences', async () => {
    const report = await gradeAs((X, dZ) => matmul(transpose(dZ), X));
    const { failure } = report;
    expect(failure?.args['X']).toMatchObject({ kind: 'numbers', shape: [2, 1] });
    expect(failure?.args['dZ']).toMatchObject({ kind: 'numbers', shape: [2, 1] });
    const numbers = Object.values(failure?.args ?? {}).flatMap((arg) => (arg.kind === 'numbers' ? arg.data : []));
    expect(numbers.every(Number.isInteger)).toBe(true);
    expect(failure?.numeric).toEqual(failure?.expected);
    expect(failure?.where).toEqual([
      { output: '', index: [0, 0], got: expect.any(Number), expected: expect.any(Number) },
    ]);
  });

  it('shows a case that is wrong as most are', async () => {
    const { failure } = await gradeAs((X, dZ) => transpose(reference(X, dZ)));
    expect(failure).toMatchObject({ flaw: 'shape', args: { X: { shape: [1, 1] }, dZ: { shape: [1, 2] } } });
  });

  it.each([
    [
      'nothing',
      () => undefined,
      'meanOuter returned undefined; an answer of shape [out, in] (here [1, 1]) was expected.',
    ],
    [
      'one row',
      (X: number[][], dZ: number[][]) => reference(X, dZ).flat(),
      'The answer should be of shape [out, in] (here [1, 1]); yours is [1].',
    ],
  ])('says once what came and what was expected: %s', async (_, run, says) => {
    const { diagnosis, failure } = await gradeAs(run);
    expect(failure?.says).toBe(says);
    expect(diagnosis?.candidates).toHaveLength(1);
    expect(diagnosis?.candidates[0]?.says).not.toMatch(/\[|undefined/);
  });

  it('says in how many cases a mistake shows, and that it has no answer in the others', async () => {
    const all = await gradeAs((X, dZ) => reference(X, dZ).map((row) => row.map((value) => value + 1)));
    expect(all.evidence).toBe('In all 20 cases your numbers are exactly those of this mistake.');
    const some = await gradeAs((X, dZ) => {
      if (X.length === 1) throw new Error('not one');
      return reference(X, dZ).map((row) => row.map((value) => value + 1));
    });
    expect(some.evidence).toBe(
      'In 16 of the 20 cases your numbers are exactly those of this mistake. In the others one of the two gives no numbers to compare.',
    );
  });

  it('falls back on the failing probe when small numbers do not fail', async () => {
    const report = await gradeAs((X, dZ) => reference(X, dZ).map((row) => row.map((value) => Math.min(value, 1e6))));
    expect(report.passed).toBe(false);
    expect(report.failure?.check).toBe('large');
  });
});

describe('no answers', () => {
  it('names what was found and what is wanted', async () => {
    const none = await grade(bundle, observeModule({}), { seed: 1 });
    expect(none.error).toMatchObject({ kind: 'missing' });
    expect(none.error?.says).toContain('Nothing is exported');
    const misnamed = await grade(bundle, observeModule({ meanouter: reference, more: reference }), { seed: 1 });
    expect(misnamed.error?.says).toContain('Rename `meanouter`');
    expect(misnamed.error?.says).toContain('`meanOuter`');
    const nameless = await grade(bundle, observeModule({ default: reference }), { seed: 1 });
    expect(nameless.error?.says).toContain('Write `export function meanOuter`, without `default`.');
  });

  it.each(['user', 'newer', 'deadline', 'memory', 'flood'] as const)(
    'never passes a run stopped by %s',
    async (reason) => {
      const report = await grade(bundle, answering({ kind: 'stopped', reason, ms: 5012 }), { seed: 1 });
      expect(report).toMatchObject({ passed: false, error: { kind: 'stopped', reason } });
      expect(report.checks.every((check) => check.passed === 0)).toBe(true);
    },
  );

  it('says after how long it was stopped, and the same for a deadline however long earlier calls took', async () => {
    const says = async (reason: StopReason, ms: number): Promise<string | undefined> =>
      (await grade(bundle, answering({ kind: 'stopped', reason, ms }), { seed: 1 })).error?.says;
    expect(await says('user', 5312)).toContain('after 5.3 s');
    expect(await says('deadline', 5012)).toContain('after 5 s');
    for (const reason of ['deadline', 'memory', 'flood'] as const)
      expect(await says(reason, 5012)).toBe(await says(reason, 5980));
  });

  it('keeps the verdict of the first round when the second is stopped', async () => {
    const right = observeModule({ meanOuter: (X: number[][], dZ: number[][]) => times(reference(X, dZ), 2) });
    let rounds = 0;
    const report = await grade(
      bundle,
      async (calls) => (rounds++ === 0 ? right(calls) : { kind: 'stopped', reason: 'deadline', ms: 1 }),
      { seed: 1 },
    );
    expect(report.diagnosis?.candidates[0]?.id).toBe('twice');
    expect(report.failure).toBeDefined();
  });

  it('passes on syntax errors with their line, and says when nothing can run', async () => {
    const failed = await grade(
      bundle,
      answering({
        kind: 'failed',
        error: { name: 'SyntaxError', message: 'Unexpected token', line: 4, help: 'Close the bracket.' },
      }),
      { seed: 1 },
    );
    expect(failed.error?.says).toBe(
      'Your code stops before the function can be called (line 4): SyntaxError: Unexpected token Close the bracket.',
    );
    const unavailable = await grade(bundle, answering({ kind: 'unavailable', why: 'no workers here.' }), { seed: 1 });
    expect(unavailable).toMatchObject({ passed: false, error: { kind: 'unavailable' } });
    const short = await grade(bundle, answering({ kind: 'observed', outcomes: [] }), { seed: 1 });
    expect(short).toMatchObject({ passed: false, error: { kind: 'unavailable' } });
  });
});

describe('several mistakes fit', () => {
  // Both give the same on one sample, and this learner's code answers one sample only.
  const twins: ExerciseBundle = {
    ...bundle,
    definition: {
      ...bundle.definition,
      mistakes: {
        'doubled-sum': { says: 'Twice the sum.', see: 'a' },
        'doubled-mean': { says: 'Twice the mean.', see: 'b' },
      },
    },
    mistakes: {
      'doubled-sum': (X: number[][], dZ: number[][]) => times(matmul(transpose(dZ), X), 2),
      'doubled-mean': (X: number[][], dZ: number[][]) => times(reference(X, dZ), 2),
    },
  };

  it('says one of these', async () => {
    const report = await gradeAs((X, dZ) => {
      if (X.length > 1) throw new Error('one at a time');
      return times(reference(X, dZ), 2);
    }, twins);
    expect(report.diagnosis?.kind).toBe('oneOf');
    expect(report.diagnosis?.candidates.map((candidate) => candidate.id)).toEqual(['doubled-sum', 'doubled-mean']);
    expect(report.evidence).toContain('one of these');
  });

  it('tells them apart when it can', async () => {
    const report = await gradeAs((X, dZ) => times(matmul(transpose(dZ), X), 2), twins);
    expect(report.diagnosis).toMatchObject({ kind: 'mistake', candidates: [{ id: 'doubled-sum' }] });
  });
});
