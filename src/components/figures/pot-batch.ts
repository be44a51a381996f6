/** A batch of pots as the gradient of one weight sees it: each pot has an amount x and an error dz. */
import { snap } from './number-text.ts';

export interface Pot {
  readonly x: number;
  readonly dz: number;
}
type Reduction = 'sum' | 'mean';
export interface Batch {
  readonly pots: readonly Pot[];
  readonly selected: number;
  readonly reduction: Reduction;
}

export const STEP = 0.1;
export const X_MAX = 4;
export const DZ_MAX = 3;
export const MOST_POTS = 12;

// Pumpkin and the first neuron's error in the lesson's batch; the last two pots are for those who add more, and then all of them come again.
const larder: readonly Pot[] = [
  { x: 2, dz: -1.7 },
  { x: 3, dz: 0.4 },
  { x: 0, dz: -0.6 },
  { x: 2, dz: 1.1 },
  { x: 1, dz: -0.8 },
  { x: 3.5, dz: 0.6 },
];
export const firstBatch: Batch = { pots: larder.slice(0, 3), selected: 0, reduction: 'sum' };
/** The lesson's whole batch: its four products add up to nothing. */
export const cancelling: readonly Pot[] = larder.slice(0, 4);

export const gradientOf = ({ x, dz }: Pot): number => x * dz;

/** Σ x·dz. Both factors are tenths, so the sum is rounded back to the hundredths it is made of. */
export const sumOf = (pots: readonly Pot[]): number =>
  Math.round(pots.reduce((sum, pot) => sum + gradientOf(pot), 0) * 100) / 100 + 0;

export const meanOf = (pots: readonly Pot[]): number => sumOf(pots) / pots.length;

export function selectedPot({ pots, selected }: Batch): Pot {
  const pot = pots[selected];
  if (!pot) throw new Error(`There is no pot ${selected + 1} in a batch of ${pots.length}.`);
  return pot;
}

export const tidyPot = ({ x, dz }: Pot): Pot => ({ x: snap(x, 0, X_MAX, STEP), dz: snap(dz, -DZ_MAX, DZ_MAX, STEP) });

export function withPot(batch: Batch, change: Partial<Pot>): Batch {
  const pots = batch.pots.map((pot, i) => (i === batch.selected ? tidyPot({ ...pot, ...change }) : pot));
  return { ...batch, pots };
}

export function addPot(batch: Batch): Batch {
  const pot = larder[batch.pots.length % larder.length];
  if (!pot || batch.pots.length === MOST_POTS) return batch;
  return { ...batch, pots: [...batch.pots, pot], selected: batch.pots.length };
}

export function removePot(batch: Batch): Batch {
  if (batch.pots.length === 1) return batch;
  const pots = batch.pots.filter((_, i) => i !== batch.selected);
  return { ...batch, pots, selected: Math.min(batch.selected, pots.length - 1) };
}

/** The same pots twice, or the batch itself where there is no room for them. */
export function servedTwice(batch: Batch): Batch {
  if (2 * batch.pots.length > MOST_POTS) return batch;
  return { ...batch, pots: [...batch.pots, ...batch.pots] };
}

export interface Block {
  readonly pot: number;
  readonly from: number;
  readonly to: number;
}

/** The pile: what is positive stacked upwards, what is negative downwards, in the pots' order. */
export function pileUp(pots: readonly Pot[]): Block[] {
  let above = 0;
  let below = 0;
  return pots.map((pot, index) => {
    const share = gradientOf(pot);
    const from = share > 0 ? above : below;
    if (share > 0) above += share;
    else below += share;
    return { pot: index, from, to: from + share };
  });
}

/** The end of the pile's axis: few sizes, so that it stands still while one corner is dragged. */
export function pileScale(blocks: readonly Block[]): number {
  const reach = Math.max(0, ...blocks.map((block) => Math.abs(block.to)));
  return [4, 8, 12, 20, 32, 48, 72].find((end) => reach <= end) ?? X_MAX * DZ_MAX * MOST_POTS;
}
