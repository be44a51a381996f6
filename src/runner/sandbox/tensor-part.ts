/** A tensor as a piece of output: its first numbers, and a summary of all where they are more than that. */
import { summarise } from '../number-summary.ts';
import type { TensorPart } from '../protocol.ts';
import { append, natives } from './natives.ts';
import type { TensorView } from './tensor-view.ts';

/** A tensor is summarised by at most so many of its numbers, so that printing stays quick. */
export const SUMMARY_NUMBERS = 1_000_000;

/** A number as JSON holds it; nine digits hold every float32 and make a recorded output half as long. */
export function shortNumber(value: number, dtype: 'float32' | 'float64'): number | null {
  if (value - value !== 0) return null;
  return dtype === 'float32' ? natives.toNumber(natives.precision(value, 9)) : value;
}

/** The part for a tensor read by `readTensor(value, SUMMARY_NUMBERS)`, with at most `most` of its numbers. */
export function tensorPart(tensor: TensorView, most: number): TensorPart {
  const { shape, dtype, requiresGrad, size } = tensor;
  const data: (number | null)[] = [];
  for (let i = 0; i < tensor.data.length && i < most; i++) append(data, shortNumber(tensor.data[i] as number, dtype));
  if (data.length === size) return { kind: 'tensor', shape, dtype, requiresGrad, size, data };
  const { of, odd, low, mean, high, bins } = summarise(tensor.data);
  const counts: number[] = [];
  for (let i = 0; i < bins.length; i++) append(counts, bins[i] as number);
  return {
    kind: 'tensor',
    shape,
    dtype,
    requiresGrad,
    size,
    data,
    summary: { of, odd, low, mean, high, bins: counts },
  };
}
