/** Walks plain data: fresh copies, and copies with every number replaced. */
import type { Plain } from './observation.ts';

/** The same structure with each number replaced by `replace(number, position)`. */
export function mapNumbers(value: Plain, replace: (number: number, position: number) => number): Plain {
  let position = 0;
  const visit = (part: Plain): Plain => {
    if (typeof part === 'number') return replace(part, position++);
    if (Array.isArray(part)) return (part as readonly Plain[]).map(visit);
    return Object.fromEntries(Object.entries(part).map(([field, inner]) => [field, visit(inner as Plain)]));
  };
  return visit(value);
}

/** A copy that shares nothing with the original. */
export function clonePlain<Value extends Plain>(value: Value): Value {
  return mapNumbers(value, (number) => number) as Value;
}

/** All numbers in order. */
export function numbersOf(value: Plain): number[] {
  const numbers: number[] = [];
  mapNumbers(value, (number) => {
    numbers.push(number);
    return number;
  });
  return numbers;
}
