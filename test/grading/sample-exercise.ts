/** An exercise for tests of the grader: dW = dZᵀX / n, with two known mistakes. */
import { defineExercise, derivative, drawMatrix, grade, sizes } from '../../src/grading/index.ts';
import type { Dims, ExerciseBundle, ExerciseFunction, Report } from '../../src/grading/index.ts';
import { observeModule } from '../lessons/in-process.ts';

type Matrix = number[][];

export const transpose = (A: Matrix): Matrix => (A[0] ?? []).map((_, j) => A.map((row) => row[j] ?? NaN));
export const matmul = (A: Matrix, B: Matrix): Matrix =>
  A.map((row) => (B[0] ?? []).map((_, j) => row.reduce((sum, a, k) => sum + a * (B[k]?.[j] ?? NaN), 0)));
export const times = (A: Matrix, factor: number): Matrix => A.map((row) => row.map((value) => value * factor));

export const reference = (X: Matrix, dZ: Matrix): Matrix => times(matmul(transpose(dZ), X), 1 / X.length);

const size = (n: number, inputs: number, outputs: number): Dims => ({ n, in: inputs, out: outputs });

const definition = defineExercise({
  id: 'sample/mean-outer',
  title: 'A sample',
  points: 1,
  signature: {
    name: 'meanOuter',
    parameters: [
      { name: 'X', type: 'matrix', shape: '[n, in]', quantity: 'input' },
      { name: 'dZ', type: 'matrix', shape: '[n, out]', quantity: 'gradient' },
    ],
    returns: { type: 'matrix', shape: '[out, in]', quantity: 'gradient' },
  },
  probes: (generator, { dims: { n = 1, in: inputs = 1, out: outputs = 1 }, values }): [Matrix, Matrix] => [
    drawMatrix(generator, n, inputs, values),
    drawMatrix(generator, n, outputs, values),
  ],
  forward: (X, dZ) =>
    derivative(
      times(reference(X, dZ), 0),
      (W) =>
        matmul(X, transpose(W)).reduce(
          (sum, z, i) => sum + z.reduce((part, value, o) => part + value * (dZ[i]?.[o] ?? NaN), 0),
          0,
        ) / X.length,
    ),
  checks: [
    {
      id: 'one',
      title: 'One sample',
      sizes: sizes('ordinary', size(1, 2, 3), size(1, 3, 2), size(1, 1, 1), size(1, 2, 2)),
    },
    {
      id: 'batch',
      title: 'A batch',
      sizes: sizes('ordinary', size(3, 2, 4), size(4, 3, 2), size(5, 2, 2), size(2, 5, 3)),
    },
    {
      id: 'square',
      title: 'Square',
      sizes: sizes('whole', size(2, 2, 2), size(3, 3, 3), size(4, 4, 4), size(3, 2, 2)),
    },
    { id: 'zeros', title: 'Zeros', sizes: sizes('sparse', size(4, 3, 3), size(5, 2, 4), size(3, 3, 2), size(2, 2, 3)) },
    { id: 'large', title: 'Large', sizes: sizes('large', size(3, 2, 2), size(2, 3, 4)) },
    { id: 'tiny', title: 'Tiny', sizes: sizes('tiny', size(3, 2, 2), size(2, 3, 4)) },
  ],
  mistakes: {
    'outer-of-means': { says: 'The means were multiplied, and not the products averaged.', see: 'batch' },
    'plus-one': { says: 'One was added to every number for no reason at all.', see: 'batch' },
  },
  hints: ['A hint.'],
  payoff: 'Nothing to see.',
});

const mean = (A: Matrix): number[] =>
  transpose(A).map((column) => column.reduce((sum, value) => sum + value, 0) / A.length);

export const bundle: ExerciseBundle = {
  definition,
  solution: reference,
  mistakes: {
    'outer-of-means': (X: Matrix, dZ: Matrix) => mean(dZ).map((d) => mean(X).map((x) => d * x)),
    'plus-one': (X: Matrix, dZ: Matrix) => reference(X, dZ).map((row) => row.map((value) => value + 1)),
  },
  starter: '',
  payoff: '',
};

/** Grade a function as if a learner had written it. */
export function gradeAs(
  run: (X: Matrix, dZ: Matrix) => unknown,
  exercise: ExerciseBundle = bundle,
  seed = 7,
): Promise<Report> {
  return grade(exercise, observeModule({ [exercise.definition.signature.name]: run as ExerciseFunction }), { seed });
}
