/**
 * Lowest, mean, highest and a histogram of many numbers. Shared by sandbox and page; since learner code may have
 * replaced every builtin by the time it runs there, it only counts and keeps own copies of what it calls.
 */

/** How many equal parts the range is divided into. */
export const SUMMARY_BINS = 24;

export interface NumberSummary {
  /** How many numbers were looked at. */
  readonly of: number;
  /** How many of them are NaN or infinite; the rest of the summary leaves them out. */
  readonly odd: number;
  /** `low`, `mean` and `high` are 0 when no number is finite. */
  readonly low: number;
  readonly mean: number;
  readonly high: number;
  /** Counts over equal parts from `low` to `high`. */
  readonly bins: ArrayLike<number>;
}

const { floor } = Math;
const Counts = Float64Array;

/** Summarises numbers, of which `null` stands for NaN and the infinities. */
export function summarise(numbers: ArrayLike<number | null>, parts = SUMMARY_BINS): NumberSummary {
  const of = numbers.length;
  let finite = 0;
  let low = Infinity;
  let high = -Infinity;
  let mean = 0;
  for (let i = 0; i < of; i++) {
    const value = numbers[i] as number | null;
    if (value === null || value - value !== 0) continue;
    finite++;
    // A running mean, since a sum of large numbers may pass the largest there is.
    mean += value / finite - mean / finite;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const bins = new Counts(parts);
  if (finite === 0) return { of, odd: of, low: 0, mean: 0, high: 0, bins };
  // Halves, since the distance between two finite numbers need not be finite.
  const width = high / 2 - low / 2;
  for (let i = 0; i < of; i++) {
    const value = numbers[i] as number | null;
    if (value === null || value - value !== 0) continue;
    const at = width > 0 ? floor(((value / 2 - low / 2) / width) * parts) : 0;
    const bin = at < parts ? at : parts - 1;
    bins[bin] = (bins[bin] as number) + 1;
  }
  return { of, odd: of - finite, low, mean, high, bins };
}
