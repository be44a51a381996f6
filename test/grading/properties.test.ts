/** Right code is right however it is written: any order of sums, place of 1/n, precision or container. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exerciseIds, loadExercise } from '../../src/catalog/exercises.ts';
import { grade } from '../../src/grading/index.ts';
import type { ExerciseBundle, ExerciseFunction } from '../../src/grading/index.ts';
import { observeModule } from '../lessons/in-process.ts';
import { bundle, gradeAs, reference } from './sample-exercise.ts';

type Matrix = number[][];

interface Style {
  readonly order: number;
  readonly divide: 'first' | 'last' | 'inputs' | 'running';
  readonly precision: 'double' | 'single' | 'mixed';
  readonly container: 'arrays' | 'float64' | 'float32';
}

const styles: fc.Arbitrary<Style> = fc.record({
  order: fc.nat(),
  divide: fc.constantFrom('first' as const, 'last' as const, 'inputs' as const, 'running' as const),
  precision: fc.constantFrom('double' as const, 'single' as const, 'mixed' as const),
  container: fc.constantFrom('arrays' as const, 'float64' as const, 'float32' as const),
});

/** dZᵀX / n in a given style. */
function written({ order, divide, precision, container }: Style): (X: Matrix, dZ: Matrix) => unknown {
  const round = precision === 'single' ? Math.fround : (value: number) => value;
  const roundFactor = precision === 'double' ? (value: number) => value : Math.fround;
  return (X, dZ) => {
    const n = X.length;
    const samples = X.map((_, i) => i).sort((a, b) => ((a * 7919 + order) % 101) - ((b * 7919 + order) % 101));
    const rows = (dZ[0] ?? []).map((_, o) =>
      (X[0] ?? []).map((__, j) => {
        let sum = 0;
        samples.forEach((i, count) => {
          const [x, d] = [X[i]?.[j] ?? NaN, dZ[i]?.[o] ?? NaN];
          if (divide === 'first') sum = round(sum + round(roundFactor(d / n) * x));
          else if (divide === 'inputs') sum = round(sum + round(d * roundFactor(x / n)));
          else if (divide === 'last') sum = round(sum + round(roundFactor(d) * x));
          else sum = round(sum + round((roundFactor(d * x) - sum) / (count + 1)));
        });
        return divide === 'last' ? round(sum / n) : sum;
      }),
    );
    if (container === 'arrays') return rows;
    return rows.map((row) => (container === 'float64' ? Float64Array.from(row) : Float32Array.from(row)));
  };
}

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('right code', () => {
  it('is never refused nor diagnosed', async () => {
    await fc.assert(
      fc.asyncProperty(styles, seeds, async (style, seed) => {
        const report = await gradeAs(written(style), bundle, seed);
        expect(report.failure).toBeUndefined();
        expect(report.diagnosis).toBeUndefined();
        expect(report.passed).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('wrong code', () => {
  it('never passes, however little of it is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.nat(),
        fc.double({ min: 1e-4, max: 10, noNaN: true }),
        fc.boolean(),
        async (seed, at, size, negative) => {
          const report = await gradeAs(
            (X, dZ) => {
              const answer = reference(X, dZ).map((row) => [...row]);
              const row = answer[at % answer.length] ?? [];
              const column = at % row.length;
              row[column] = (row[column] ?? 0) * (1 + (negative ? -size : size));
              return answer;
            },
            bundle,
            seed,
          );
          expect(report.passed).toBe(false);
          expect(report.failure?.where.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  describe.each(exerciseIds())('%s', async (id) => {
    const exercise: ExerciseBundle = await loadExercise(id);
    const { name } = exercise.definition.signature;
    const observe = (run: ExerciseFunction) => observeModule({ [name]: run });

    it('tells its mistakes and passes its solution from any seed', async () => {
      const all: [string, ExerciseFunction][] = [['', exercise.solution], ...Object.entries(exercise.mistakes)];
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...all), seeds, async ([slug, run], seed) => {
          const report = await grade(exercise, observe(run), { seed });
          expect(report.diagnosis?.candidates.map((candidate) => candidate.id) ?? ['']).toEqual([slug]);
          expect(report.passed).toBe(slug === '');
        }),
        { numRuns: 150 },
      );
    });
  });
});
