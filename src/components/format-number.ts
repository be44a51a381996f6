const fewest = 4;
const most = 10;

/** A number for a table: four significant digits unless more are asked for, a true minus, words for what is no number. */
export function formatNumber(value: number, digits = fewest): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e6 || size < 1e-4 ? value.toExponential(digits - 2) : String(Number(value.toPrecision(digits)));
  return text.replaceAll('-', '−');
}

/** As many digits as it takes to see that the two numbers of each pair are not the same. */
export function digitsToTell(pairs: readonly (readonly [number, number])[]): number {
  const told = (digits: number): boolean =>
    pairs.every(([a, b]) => Object.is(a, b) || formatNumber(a, digits) !== formatNumber(b, digits));
  let digits = fewest;
  while (digits < most && !told(digits)) digits += 1;
  return digits;
}
