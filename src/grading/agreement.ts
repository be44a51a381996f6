/** When two numbers count as the same. The one place that holds tolerances. */
import type { Answer } from './answer.ts';
import type { Leaf } from './encode.ts';

/** Relative tolerances. */
const tolerances = { float64: 1e-6, float32: 1e-5 } as const;

/** What the tolerances mean, for a report. */
export const toleranceText =
  'Two numbers count as equal when they differ by less than one part in a million (1e-6) of the size of the terms they are made of; an answer in float32 by less than one part in a hundred thousand (1e-5).';

// Against an entry that should be exactly zero beside large ones, e.g. after an A − A.
const crumbs = 1e-12;

/** Whether every number is one that 32 bits can hold: then it was computed, or at least handed over, in float32. */
function isSinglePrecision(leaf: Leaf): boolean {
  return leaf.dtype === 'float32' || leaf.data.every((number) => Math.fround(number) === number);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, index) => length === b[index]);
}

/**
 * Flat positions at which `got` differs from leaf `part` of `wanted`. Both have the same shape.
 * NaN and the infinities equal nothing, unless `strict` is false: then they equal themselves.
 */
export function wrongEntries(
  got: Leaf,
  wanted: Answer,
  part: number,
  strict = true,
  relative = relativeFor(got),
): number[] {
  const target = wanted.leaves?.[part];
  if (!target) return [...got.data.keys()];
  let largest = 0;
  for (const number of target.data) if (Number.isFinite(number)) largest = Math.max(largest, Math.abs(number));
  const wrong: number[] = [];
  for (let entry = 0; entry < target.data.length; entry += 1) {
    const [is, should] = [got.data[entry] ?? NaN, target.data[entry] ?? NaN];
    if (!Number.isFinite(is) || !Number.isFinite(should)) {
      if (strict || !Object.is(is, should)) wrong.push(entry);
      continue;
    }
    const gap = Math.abs(is - should);
    if (gap <= relative * Math.abs(should) + crumbs * largest) continue;
    // Only now is the scale worth its price.
    if (!(gap <= relative * (wanted.scale(part)[entry] ?? 0))) wrong.push(entry);
  }
  return wrong;
}

function relativeFor(got: Leaf): number {
  return isSinglePrecision(got) ? tolerances.float32 : tolerances.float64;
}

/** The part of an answer that has this name. */
export function leafAt(leaves: readonly Leaf[], path: string): Leaf | undefined {
  return leaves.find((leaf) => leaf.path === path);
}

/** Whether every wanted part is there with the same shape and numbers; NaN and the infinities equal themselves. */
export function agrees(got: readonly Leaf[], wanted: Answer): boolean {
  return (
    wanted.leaves?.every((target, part) => {
      const leaf = leafAt(got, target.path);
      return (
        leaf !== undefined &&
        sameShape(target.shape, leaf.shape) &&
        wrongEntries(leaf, wanted, part, false).length === 0
      );
    }) ?? false
  );
}
