/** What a trusted function answers to given arguments, and how finely that answer is determined. */
import { Generator } from '../../engine/generator.ts';
import { encode, leavesOf } from './encode.ts';
import type { Leaf } from './encode.ts';
import type { ExerciseFunction, Signature } from './exercise.ts';
import type { Encoded, Plain } from './observation.ts';
import { clonePlain, mapNumbers, numbersOf } from './plain.ts';

/** An answer to compare others with. */
export interface Answer {
  /** Absent when the function threw. */
  readonly value?: Encoded;
  /** Its arrays and numbers; absent when it threw or gave something else. */
  readonly leaves?: readonly Leaf[];
  /** Whether the function changed its arguments. */
  readonly changedArguments: boolean;
  /** For leaf `index`: how far each entry moves, per relative change of the arguments' numbers. */
  scale(index: number): Float64Array;
}

// Exact in binary, small enough that the answer moves in a straight line.
const nudge = 2 ** -20;
const nudges = 3;

/** Ask a trusted function. Its arguments are fresh copies, so it can spoil nothing. */
export function answerOf(run: ExerciseFunction, signature: Signature, args: readonly Plain[]): Answer {
  const fresh = args.map(clonePlain);
  const value = attempt(run, fresh);
  const leaves = value && leavesOf(value);
  let scales: Float64Array[] | undefined;
  return {
    ...(value && { value }),
    ...(leaves && { leaves }),
    changedArguments: String(fresh.map(numbersOf)) !== String(args.map(numbersOf)),
    scale(index) {
      scales ??= measureScales(run, signature, args, leaves ?? []);
      return scales[index] ?? new Float64Array(0);
    },
  };
}

function attempt(run: ExerciseFunction, args: readonly Plain[]): Encoded | undefined {
  try {
    return encode(run(...(args as never[])));
  } catch {
    return undefined;
  }
}

/**
 * Rounding makes a right program give the exact answer to slightly different arguments.
 * So nudge the arguments and see how far each entry moves: that is the scale of the terms that made it,
 * which is larger than the entry itself where they cancel.
 */
function measureScales(
  run: ExerciseFunction,
  signature: Signature,
  args: readonly Plain[],
  leaves: readonly Leaf[],
): Float64Array[] {
  const scales = leaves.map((leaf) => leaf.data.map((number) => Math.abs(number)));
  const generator = new Generator(1);
  for (let round = 0; round < nudges; round += 1) {
    const nudged = args.map((arg, index) =>
      signature.parameters[index]?.discrete
        ? clonePlain(arg)
        : mapNumbers(arg, (number) => number * (1 + nudge * (2 * generator.uniform() - 1))),
    );
    const value = attempt(run, nudged);
    const moved = value && leavesOf(value);
    leaves.forEach((leaf, part) => {
      const scale = scales[part];
      leaf.data.forEach((number, entry) => {
        const distance = Math.abs((moved?.[part]?.data[entry] ?? NaN) - number) / nudge;
        if (scale && distance > (scale[entry] ?? 0)) scale[entry] = distance;
      });
    });
  }
  return scales;
}
