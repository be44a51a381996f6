/** All code of the page that is being kept, so that what is still on its way to the store can be waited for. */
import { createKeeper, type Keeper } from '../progress/index.ts';

const keepers = new Set<Keeper>();

export function keepCode(...options: Parameters<typeof createKeeper>): Keeper {
  const keeper = createKeeper(...options);
  keepers.add(keeper);
  return keeper;
}

export function keepNoMore(keeper: Keeper): void {
  keepers.delete(keeper);
}

/** Until the store holds all that was typed. */
export async function settleCode(): Promise<void> {
  await Promise.all([...keepers].map((keeper) => keeper.flush()));
}

type Hears = (id: string, text: string) => void;
const hearers = new Set<Hears>();

/** A text of this page has changed, whether an editor was open on it or not. */
export function tellChange(id: string, text: string): void {
  for (const hear of hearers) hear(id, text);
}

/** Hears of every changed text until the returned function is called. */
export function onCodeChange(hear: Hears): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}
