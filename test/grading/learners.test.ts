/** Wrong programs as learners write them, apart from the course's own mistake files, and what they should be told. */
import { tensor } from 'risotto';
import { describe, expect, it } from 'vitest';
import { loadExercise } from '../../src/catalog/exercises.ts';
import { grade } from '../../src/grading/index.ts';
import type { ExerciseFunction } from '../../src/grading/index.ts';
import { observeModule } from '../lessons/in-process.ts';

type Matrix = number[][];
const transpose = (A: Matrix): Matrix => A[0]!.map((_, j) => A.map((row) => row[j]!));
/** A product without any check of shapes: beyond the end it reads undefined, and NaN comes out, or it throws. */
const multiply = (A: Matrix, B: Matrix): Matrix =>
  A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, k) => sum + a * B[k]![j]!, 0)));
const multiplyByLength = (A: Matrix, B: Matrix): Matrix =>
  A.map((row) => B[0]!.map((_, j) => B.reduce((sum, other, k) => sum + row[k]! * other[j]!, 0)));
const forward = (X: Matrix, W: Matrix, b: number[]): Matrix =>
  multiply(X, transpose(W)).map((row) => row.map((z, o) => z + b[o]!));
const minus = (A: Matrix, B: Matrix): Matrix => A.map((row, i) => row.map((a, j) => a - B[i]![j]!));
const scale = (A: Matrix, factor: number): Matrix => A.map((row) => row.map((a) => a * factor));

const programs: readonly [exercise: string, what: string, told: string, run: ExerciseFunction][] = [
  [
    'dw/one-neuron',
    'a sign flipped in place',
    'sign-flipped',
    (x: number[], dz: number) => {
      x.forEach((xj, j) => (x[j] = -xj * dz));
      return x;
    },
  ],
  [
    'dw/one-neuron',
    'a step of 0.01 downhill',
    'constant-factor',
    (x: number[], dz: number) => x.map((xj) => -0.01 * xj * dz),
  ],
  [
    'dw/one-neuron',
    'ones for inputs, in a Tensor',
    'missing-input',
    (x: number[], dz: number) => tensor(x.map(() => dz)),
  ],
  [
    'dw/one-neuron',
    'the first input skipped',
    'first-entry',
    (x: number[], dz: number) => x.map((xj, j) => (j > 0 ? xj * dz : 0)),
  ],
  ['dw/one-neuron', 'no return', 'type', () => undefined],
  [
    'dw/one-neuron',
    'rounded to cents',
    'rounded-to-2',
    (x: number[], dz: number) => x.map((xj) => Math.round(xj * dz * 100) / 100),
  ],
  ['dw/layer', 'dZ · X, throwing on undefined', 'missing-transpose', (X: Matrix, dZ: Matrix) => multiply(dZ, X)],
  ['dw/layer', 'dZ · X, reading past the end', 'missing-transpose', (X: Matrix, dZ: Matrix) => multiplyByLength(dZ, X)],
  ['dw/layer', 'dZ · X with Tensors', 'missing-transpose', (X: Matrix, dZ: Matrix) => tensor(dZ).matmul(tensor(X))],
  ['dw/layer', 'Xᵀ dZ with Tensors', 'transposed', (X: Matrix, dZ: Matrix) => tensor(X).T.matmul(tensor(dZ))],
  [
    'dw/layer',
    'elementwise with Tensors',
    'elementwise',
    (X: Matrix, dZ: Matrix) => {
      if (X[0]!.length !== dZ[0]!.length) throw new Error('shapes');
      return tensor(dZ).mul(tensor(X));
    },
  ],
  [
    'dw/layer',
    'elementwise, reading past the end',
    'elementwise',
    (X: Matrix, dZ: Matrix) => X.map((x, i) => x.map((xj, j) => xj * dZ[i]![j]!)),
  ],
  [
    'dw/layer',
    'a mean, transposed',
    'transposed-over-n',
    (X: Matrix, dZ: Matrix) => scale(multiply(transpose(X), dZ), 1 / X.length),
  ],
  [
    'dw/layer',
    'the last sample, negative',
    'last-sample+sign',
    (X: Matrix, dZ: Matrix) => scale(multiply(transpose(dZ.slice(-1)), X.slice(-1)), -1),
  ],
  [
    'dw/layer',
    'the loop stops one sample early',
    'without-last-sample',
    (X: Matrix, dZ: Matrix) => (X.length === 1 ? [[0]] : multiply(transpose(dZ.slice(0, -1)), X.slice(0, -1))),
  ],
  [
    'dw/mean-loss',
    'Y − Z, summed',
    'minus-times-n',
    (X: Matrix, W: Matrix, b: number[], Y: Matrix) => multiply(transpose(minus(Y, forward(X, W, b))), X),
  ],
  [
    'dw/mean-loss',
    'no bias, summed',
    'forgotten-bias+times-n',
    (X: Matrix, W: Matrix, b: number[], Y: Matrix) =>
      multiply(
        transpose(
          minus(
            forward(
              X,
              W,
              b.map(() => 0),
            ),
            Y,
          ),
        ),
        X,
      ),
  ],
  [
    'dw/mean-loss',
    'the mean over everything, in float32',
    'mean-over-all',
    (X: Matrix, W: Matrix, b: number[], Y: Matrix) =>
      tensor(minus(forward(X, W, b), Y))
        .div(Y.length * Y[0]!.length)
        .T.matmul(tensor(X)),
  ],
  [
    'dw/mean-loss',
    'the gradient of a mean over everything, without ½',
    'twice-over-out',
    (X: Matrix, W: Matrix, b: number[], Y: Matrix) =>
      scale(multiply(transpose(minus(forward(X, W, b), Y)), X), 2 / (Y.length * Y[0]!.length)),
  ],
  [
    'dw/mean-loss',
    'the new weights',
    'stepped-W',
    (X: Matrix, W: Matrix, b: number[], Y: Matrix) =>
      minus(W, scale(multiply(transpose(minus(forward(X, W, b), Y)), X), 0.05 / X.length)),
  ],
  [
    'dw/mean-loss',
    'Z − Y',
    'error-returned+times-n',
    (X: Matrix, W: Matrix, b: number[], Y: Matrix) => minus(forward(X, W, b), Y),
  ],
  ['dw/mean-loss', 'the weights as they came', 'returned-W', (_: Matrix, W: Matrix) => W],
  [
    'dw/mean-loss',
    'a mean over pots, multiplied by outputs',
    'times-out',
    (X: Matrix, W: Matrix, b: number[], Y: Matrix) =>
      scale(multiply(transpose(minus(forward(X, W, b), Y)), X), Y[0]!.length / X.length),
  ],
  [
    'dw/mean-loss',
    'something never seen',
    'unknown',
    (X: Matrix, W: Matrix, b: number[]) => W.map((w, o) => w.map((wj, j) => wj ** 2 + b[o]! - X[0]![j]!)),
  ],
  [
    'dw/mean-loss',
    'dX with Tensors',
    'input-gradient',
    (X: Matrix, W: Matrix, b: number[], Y: Matrix) =>
      tensor(minus(forward(X, W, b), Y))
        .div(X.length)
        .matmul(tensor(W)),
  ],
];

describe('learners', () => {
  it.each(programs)('%s: %s → %s', async (id, _, told, run) => {
    const exercise = await loadExercise(id);
    for (const seed of [1, 2, 3, 4]) {
      const report = await grade(exercise, observeModule({ [exercise.definition.signature.name]: run }), { seed });
      expect(report.passed).toBe(false);
      expect(report.diagnosis?.candidates.map((candidate) => candidate.id).join(' or ') || report.diagnosis?.kind).toBe(
        told,
      );
    }
  });
});
