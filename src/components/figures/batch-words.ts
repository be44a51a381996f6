import { short, fixed } from './number-text.ts';
import { MOST_POTS, gradientOf, meanOf, selectedPot, sumOf, type Batch } from './pot-batch.ts';

/** A piece of a sentence; with a key, it is one of a symbol's twins. */
export interface Phrase {
  readonly text: string;
  readonly key?: 'x' | 'dz' | 'dw';
}
export const plainText = (phrases: readonly Phrase[]): string => phrases.map(({ text }) => text).join('');

function consequence(x: number, dz: number): string {
  if (x === 0 && dz === 0) return 'no pumpkin and no error.';
  if (x === 0) return 'with no pumpkin in the pot its weight gets no gradient, however large the error.';
  if (dz === 0) return 'no error, so nothing to change.';
  return `${dz < 0 ? 'raising' : 'lowering'} this weight would lower this pot’s loss.`;
}

/** The product the rectangle shows, and what it means for the weight. */
export function potSentence(batch: Batch): Phrase[] {
  const { x, dz } = selectedPot(batch);
  return [
    { text: `Pumpkin ${fixed(x, 1)}`, key: 'x' },
    { text: ' × ' },
    { text: `error ${fixed(dz, 1)}`, key: 'dz' },
    { text: ' = ' },
    { text: `dw ${short(gradientOf({ x, dz }))}`, key: 'dw' },
    { text: `: ${consequence(x, dz)}` },
  ];
}

/** What the whole pile comes to. */
export function batchSentence({ pots }: Batch): string {
  const sum = sumOf(pots);
  const count = pots.length === 1 ? 'One pot' : `${pots.length} pots`;
  const cancels = sum === 0 && pots.some((pot) => gradientOf(pot) !== 0);
  const tail = cancels ? ' They cancel: the pots are wrong, yet together they leave the weight where it is.' : '';
  return `${count}: the sum is ${short(sum)}, the mean ${short(meanOf(pots))}.${tail}`;
}

/** Doubling a batch, with the numbers before and after. */
export function doubledSentence(before: Batch, after: Batch): string {
  if (after === before) return `There is room for ${MOST_POTS} pots: take some away before you double the rest.`;
  const [sum, sumAfter] = [sumOf(before.pots), sumOf(after.pots)].map((value) => short(value));
  const [mean, meanAfter] = [meanOf(before.pots), meanOf(after.pots)].map((value) => short(value));
  return `Each pot twice: the sum doubled from ${sum} to ${sumAfter}, the mean ${mean === meanAfter ? `stayed ${mean}` : `went from ${mean} to ${meanAfter}`}.`;
}
