import { MOST_POTS, tidyPot, type Batch } from './pot-batch.ts';

/** A batch as a word that stands in an address unescaped: `sum_1_2*-1.7_3*0.4`. */
export function batchToText({ pots, selected, reduction }: Batch): string {
  return [reduction, selected + 1, ...pots.map(({ x, dz }) => `${x}*${dz}`)].join('_');
}

/** The batch an address names, or undefined if it names none: a link may have been cut or typed. */
export function batchFromText(text: string): Batch | undefined {
  const [reduction, chosen, ...words] = text.split('_');
  if (reduction !== 'sum' && reduction !== 'mean') return undefined;
  if (words.length < 1 || words.length > MOST_POTS) return undefined;
  const numbers = words.map((word) => word.split('*').map((part) => (part === '' ? NaN : Number(part))));
  if (numbers.some((pair) => pair.length !== 2 || !pair.every(Number.isFinite))) return undefined;
  const selected = Number(chosen) - 1;
  if (!Number.isInteger(selected) || selected < 0 || selected >= words.length) return undefined;
  return { pots: numbers.map(([x = 0, dz = 0]) => tidyPot({ x, dz })), selected, reduction };
}
