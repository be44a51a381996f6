/** Finite differences: the slope of a loss by taking it at nearby points, without any formula for the gradient. */
import { encode } from './encode.ts';
import type { Derivative, ExerciseDefinition } from './exercise.ts';
import type { Encoded, Plain } from './observation.ts';
import { mapNumbers, numbersOf } from './plain.ts';

const relativeStep = 1e-3;

/**
 * The gradient of a scalar loss by central differences over four points a number: the error falls with h⁴,
 * so that a step wide enough to drown round-off is still narrow enough for rtol 1e-6.
 *
 * @see https://en.wikipedia.org/wiki/Finite_difference_coefficient
 */
function numericGradient({ at, loss }: Derivative): Encoded {
  const point = numbersOf(at);
  const slopes = point.map((number, position) => {
    const step = relativeStep * Math.max(1, Math.abs(number));
    const lossAt = (steps: number): number =>
      loss(mapNumbers(at, (each, index) => (index === position ? each + steps * step : each)));
    return (8 * (lossAt(1) - lossAt(-1)) - (lossAt(2) - lossAt(-2))) / (12 * step);
  });
  return encode(mapNumbers(at, (_, position) => slopes[position] ?? NaN));
}

/** Finite differences of all that the answer is the derivative of, in the form of the answer. */
export function numericAnswer(definition: ExerciseDefinition, args: readonly Plain[]): Encoded | undefined {
  const forward = definition.forward?.(...args);
  if (forward === undefined) return undefined;
  if (isDerivative(forward)) return numericGradient(forward);
  const fields = Object.entries(forward).map(([name, one]) => [name, numericGradient(one)] as const);
  return { kind: 'object', fields: Object.fromEntries(fields) };
}

function isDerivative(forward: Derivative | { readonly [output: string]: Derivative }): forward is Derivative {
  return typeof forward.loss === 'function';
}
