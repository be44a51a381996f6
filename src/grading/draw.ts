/**
 * Numbers for probes. All are multiples of a power of two that 32 bits hold exactly, so that an answer computed
 * in float32 starts from the same arguments; none is 0 or 1 by accident, which would hide a missing factor.
 */
// This file alone: the engine's operations would otherwise come along to every page with an exercise.
import { Generator } from '../../engine/generator.ts';
import type { Values } from './exercise.ts';

const grain = 2 ** 8;
const million = 2 ** 20;
const sparseness = 0.4;

/** One number of the given kind. */
export function drawNumber(generator: Generator, values: Values): number {
  switch (values) {
    case 'whole':
      return (1 + generator.integer(1, 4)) * (generator.uniform() < 0.3 ? -1 : 1);
    case 'ordinary':
      return ordinary(generator);
    case 'large':
      return ordinary(generator) * million;
    case 'tiny':
      return ordinary(generator) / million;
    case 'sparse':
      return generator.uniform() < sparseness ? 0 : ordinary(generator);
  }
}

function ordinary(generator: Generator): number {
  for (;;) {
    const number = Math.round(generator.normal() * 1.5 * grain) / grain;
    if (Math.abs(number) > 0.05 && Math.abs(Math.abs(number) - 1) > 0.02) return number;
  }
}

/** `length` numbers. */
export function drawVector(generator: Generator, length: number, values: Values): number[] {
  return Array.from({ length }, () => drawNumber(generator, values));
}

/** `rows` rows of `columns` numbers. */
export function drawMatrix(generator: Generator, rows: number, columns: number, values: Values): number[][] {
  return Array.from({ length: rows }, () => drawVector(generator, columns, values));
}

/** A generator for one place in one grading: independent of how much any other place drew. */
export function generatorAt(seed: number, ...place: readonly number[]): Generator {
  let state = seed | 0;
  for (const step of place) state = Math.imul(state ^ (step + 0x9e3779b9), 0x85ebca6b) ^ (state >>> 13);
  return new Generator(state >>> 0);
}
