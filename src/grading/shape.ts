/** Shapes by name: what `[n, in]` says, which lengths the arguments of a call have, and one sample of a batch. */
import type { Dims, Signature } from './exercise.ts';
import type { Plain } from './observation.ts';

/** The dimension that counts samples, in every exercise. */
export const batchDimension = 'n';

/** `'[n, in]'` → `['n', 'in']`; a literal length stays as its digits. */
export function shapeNames(shape: string): string[] {
  return shape
    .replace(/[[\]\s]/g, '')
    .split(',')
    .filter((name) => name !== '');
}

/** The named dimensions of the parameters, each once, in order of appearance. */
export function dimensionNames(signature: Signature): string[] {
  const names = signature.parameters.flatMap((parameter) => shapeNames(parameter.shape));
  return [...new Set(names.filter((name) => /^[A-Za-z]\w*$/.test(name)))];
}

/** The lengths of the named dimensions in these arguments. */
export function dimsOf(signature: Signature, args: readonly Plain[]): Dims {
  const dims: Record<string, number> = {};
  signature.parameters.forEach((parameter, index) => {
    let level = args[index];
    for (const name of shapeNames(parameter.shape)) {
      if (!Array.isArray(level)) return;
      dims[name] ??= level.length;
      level = level[0] as Plain | undefined;
    }
  });
  return dims;
}

/** The arguments with only the samples from `start` to `end`. */
export function samplesOf(signature: Signature, args: readonly Plain[], start: number, end?: number): Plain[] {
  return args.map((arg, index) => {
    const carriesSamples = shapeNames(signature.parameters[index]?.shape ?? '')[0] === batchDimension;
    return carriesSamples && Array.isArray(arg) ? (arg as readonly Plain[]).slice(start, end) : arg;
  });
}

/** `[2, 3]` as a learner reads it. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? 'a single number' : `[${shape.join(', ')}]`;
}
