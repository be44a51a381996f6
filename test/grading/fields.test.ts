/** Answers with several fields: each is judged, and the wrong one is diagnosed. */
import { describe, expect, it } from 'vitest';
import { defineExercise, derivative, drawVector, grade, sizes } from '../../src/grading/index.ts';
import type { ExerciseBundle, ExerciseFunction } from '../../src/grading/index.ts';
import { observeModule } from '../lessons/in-process.ts';

const solution = (x: number[], dz: number[]) => ({
  dw: x.map((xj, j) => xj * (dz[j] ?? NaN)),
  db: dz.reduce((sum, d) => sum + d, 0),
});

const bundle: ExerciseBundle = {
  definition: defineExercise({
    id: 'sample/fields',
    title: 'Fields',
    points: 1,
    signature: {
      name: 'both',
      parameters: [
        { name: 'x', type: 'vector', shape: '[m]', quantity: 'input' },
        { name: 'dz', type: 'vector', shape: '[m]', quantity: 'gradient' },
      ],
      returns: {
        type: 'object',
        fields: {
          dw: { type: 'vector', shape: '[m]', quantity: 'gradient' },
          db: { type: 'number', shape: '[]', quantity: 'gradient' },
        },
      },
    },
    probes: (generator, { dims: { m = 1 }, values }): [number[], number[]] => [
      drawVector(generator, m, values),
      drawVector(generator, m, values),
    ],
    forward: (x, dz) => ({
      dw: derivative(x, (w) => w.reduce((sum, wj, j) => sum + wj * (x[j] ?? NaN) * (dz[j] ?? NaN), 0)),
      db: derivative(1, (b) => dz.reduce((sum, d) => sum + b * d, 0)),
    }),
    checks: [
      {
        id: 'all',
        title: 'All',
        sizes: sizes('ordinary', ...Array.from({ length: 20 }, (_, index) => ({ m: 2 + (index % 4) }))),
      },
    ],
    mistakes: { nothing: { says: 'Nothing at all was done here.', see: 'a' } },
    hints: ['One.'],
    payoff: 'None.',
  }),
  solution,
  mistakes: { nothing: () => ({ dw: [], db: 0 }) },
  starter: '',
  payoff: '',
};

const gradeAs = (run: ExerciseFunction) => grade(bundle, observeModule({ both: run }), { seed: 3 });

describe('several fields', () => {
  it('passes when all are right, in any order and with more beside them', async () => {
    const report = await gradeAs((x: number[], dz: number[]) => ({
      extra: 1,
      db: solution(x, dz).db,
      dw: solution(x, dz).dw,
    }));
    expect(report.passed).toBe(true);
  });

  it('names the field that is wrong', async () => {
    const report = await gradeAs((x: number[], dz: number[]) => ({ ...solution(x, dz), db: -solution(x, dz).db }));
    expect(report.diagnosis).toMatchObject({ kind: 'law', candidates: [{ id: 'sign' }] });
    expect(report.diagnosis?.candidates[0]?.says).toMatch(/^In db: /);
    expect(report.failure?.where[0]).toMatchObject({ output: 'db', index: [] });
    expect(report.failure?.numeric).toEqual(report.failure?.expected);
  });

  it('says which field is missing', async () => {
    const report = await gradeAs((x: number[], dz: number[]) => ({ dw: solution(x, dz).dw }));
    expect(report.failure?.says).toBe('db should be a single number; there is only dw.');
    expect((await gradeAs((x: number[], dz: number[]) => solution(x, dz).dw)).failure?.flaw).toBe('type');
    expect((await gradeAs(() => undefined)).failure?.says).toMatch(
      /^both returned undefined; db \(a single number\) and dw of shape \[m\] \(here \[\d\]\) were expected\.$/,
    );
  });
});
