/** A number with a fixed count of decimals and a true minus; what rounds to zero has no sign. */
export function fixed(value: number, digits: number): string {
  const size = Math.abs(value).toFixed(digits);
  return value < 0 && Number(size) !== 0 ? `−${size}` : size;
}

/** The same without trailing zeros, for running text. */
export function short(value: number, digits = 2): string {
  const text = fixed(value, digits);
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

/** The same with the sign as a word, for what is read out. */
export function spoken(value: number, digits: number): string {
  return fixed(value, digits).replace('−', 'minus ');
}

/** The nearest multiple of a step within a range, free of the tails of binary fractions. */
export function snap(value: number, min: number, max: number, step: number): number {
  const perUnit = Math.round(1 / step);
  // Adding zero turns −0 into 0.
  return Math.round(Math.min(max, Math.max(min, value)) * perUnit) / perUnit + 0;
}
