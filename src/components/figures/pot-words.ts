import { fixed } from './number-text.ts';
import { ingredients, type Taste } from './pot.ts';

/** A short judgement and what to make of it. */
export interface Verdict {
  readonly head: string;
  readonly tail: string;
}

/** What the guest says, and what the arrows say. */
export function verdict({ dz, dw }: Taste): Verdict {
  const by = fixed(Math.abs(dz), Math.abs(dz) < 0.15 ? 2 : 1);
  const longest = dw.reduce((best, slope, i) => (Math.abs(slope) > Math.abs(dw[best] ?? 0) ? i : best), 0);
  const name = ingredients[longest]?.name ?? '';
  return {
    head: `Too ${dz < 0 ? 'bland' : 'rich'} by ${by}.`,
    tail: `The arrows point downhill; ${name} has the longest, since there is most of it in the pot.`,
  };
}

/** The dish is right: said for what brought it there. */
export function praise(steps: number, stirred: boolean): Verdict {
  const head = 'That’s the dish.';
  if (!stirred) return { head, tail: 'You have just done gradient descent by hand.' };
  const count = steps === 1 ? 'one small step' : `${steps} small steps, each`;
  return { head, tail: `That was gradient descent: ${count} against the gradient.` };
}
