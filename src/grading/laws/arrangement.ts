/** The right numbers in the wrong place, or of the wrong samples: transposed, elementwise, first or last sample only. */
import type { Candidate } from '../candidate.ts';
import type { Leaf } from '../encode.ts';
import type { Dims, ExerciseFunction, Signature } from '../exercise.ts';
import type { Plain } from '../observation.ts';
import { batchDimension, dimensionNames, dimsOf, samplesOf, shapeNames } from '../shape.ts';
import { scaled } from './factor.ts';
import { nest, runLeaf } from './law.ts';
import type { ProgramLaw } from './law.ts';
import { encode, leavesOf } from '../encode.ts';

/** The answer with rows and columns swapped. */
export const transposedLaw: ProgramLaw = ({ signature, reference }) => {
  const transposed: ExerciseFunction = (...args: readonly Plain[]) => nestTransposed(runLeaf(reference, args));
  const base = 'Your answer is the transpose of the right one: rows and columns have changed places.';
  const hasBatch = dimensionNames(signature).includes(batchDimension);
  const candidate = (id: string, more: string, of: (dims: Dims) => number): Candidate => ({
    id,
    says: `${base}${more}`,
    run: scaled(signature, transposed, of),
  });
  const samples = (dims: Dims): number => dims[batchDimension] ?? NaN;
  const plain = [
    candidate('transposed', '', () => 1),
    candidate('transposed-sign', ' Its sign is wrong too.', () => -1),
  ];
  if (!hasBatch) return plain;
  return [
    ...plain,
    candidate('transposed-over-n', ' It is also divided by the number of samples.', (dims) => 1 / samples(dims)),
    candidate('transposed-times-n', ' It is also multiplied by the number of samples.', samples),
  ];
};

function nestTransposed({ data, shape }: Leaf): unknown {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined)
    throw new Error('Only a matrix has a transpose.');
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: rows }, (_row, row) => data[row * columns + column]),
  );
}

/** Only the first or last sample of the batch, or all but one of these, as they are or divided by the number of all. */
export const someSamplesLaw: ProgramLaw = ({ signature, reference }) => {
  const batched = signature.parameters.some((parameter) => shapeNames(parameter.shape)[0] === batchDimension);
  if (!batched) return [];
  const count = (dims: Dims): number => dims[batchDimension] ?? NaN;
  const selections: readonly { id: string; says: string; from: number; to?: number; kept(n: number): number }[] = [
    {
      id: 'first-sample',
      says: 'Only the first sample of the batch shows in your answer; the others are never added.',
      from: 0,
      to: 1,
      kept: () => 1,
    },
    {
      id: 'last-sample',
      says: 'Only the last sample of the batch shows in your answer: each one seems to overwrite the one before instead of being added to it.',
      from: -1,
      kept: () => 1,
    },
    {
      id: 'without-first-sample',
      says: 'The first sample of the batch is left out: look at where your loop begins.',
      from: 1,
      kept: (n) => n - 1,
    },
    {
      id: 'without-last-sample',
      says: 'The last sample of the batch is left out: look at where your loop ends.',
      from: 0,
      to: -1,
      kept: (n) => n - 1,
    },
  ];
  return selections.flatMap(({ id, says, from, to, kept }): Candidate[] => {
    const run: ExerciseFunction = (...args: readonly Plain[]) => {
      if (kept(count(dimsOf(signature, args))) === 0) throw new Error('No sample is left.');
      return reference(...(samplesOf(signature, args, from, to) as never[]));
    };
    const ofAll = scaled(signature, run, (dims) => kept(count(dims)) / count(dims));
    return [
      { id, says, run },
      { id: `${id}-of-all`, says: `${says} What they give is divided by the number of all samples.`, run: ofAll },
    ];
  });
};

/** Two arguments multiplied entry by entry, where a product of matrices or vectors is wanted. */
export const elementwiseLaw: ProgramLaw = ({ signature }) => {
  const { parameters } = signature;
  return parameters.flatMap((a, i) =>
    parameters.slice(i).flatMap((b, offset): Candidate[] => {
      const j = i + offset;
      if (a.type === 'number' || b.type === 'number') return [];
      const says = `Your answer is ${a.name} and ${b.name} multiplied entry by entry. Here every number is a sum of such products, so it takes a matrix product.`;
      return [
        {
          id: `elementwise-${a.name}-${b.name}`,
          says,
          run: (...args: readonly Plain[]) => multiply(signature, args, i, j),
        },
      ];
    }),
  );
};

function multiply(signature: Signature, args: readonly Plain[], i: number, j: number): unknown {
  const [a, b] = [leafOfArgument(args[i]), leafOfArgument(args[j])];
  if (!a || !b || String(a.shape) !== String(b.shape)) throw new Error(`${signature.name}: the shapes do not fit.`);
  return nest(
    a.data.map((number, index) => number * (b.data[index] ?? NaN)),
    a.shape,
  );
}

function leafOfArgument(arg: Plain | undefined): Leaf | undefined {
  return arg === undefined ? undefined : leavesOf(encode(arg))?.[0];
}
