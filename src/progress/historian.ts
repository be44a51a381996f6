import type { Version } from './entry.ts';
import type { Store } from './store.ts';

export interface Historian {
  /** The text was changed; a version is made when it then stays as it is for a while. */
  typed(text: string): void;
  /** Make a version now. A failure is told to `onTrouble` and stops nothing: versions are a help, not the text itself. */
  keep(text: string, why: Version['why']): Promise<void>;
  /** Make the version that waits for rest now: the page is left. */
  flush(): Promise<void>;
}

/** So long must typing rest. */
export const restFor = 10_000;

/**
 * Keeps versions of one text. The untouched `original` is no version: it can always be had back.
 */
export function createHistorian(
  store: Store,
  id: string,
  original: string,
  onTrouble: (trouble: unknown) => void = () => {},
): Historian {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: string | undefined;

  async function keep(text: string, why: Version['why']): Promise<void> {
    clearTimeout(timer);
    waiting = undefined;
    if (text === original) return;
    await store.addVersion({ id, text, at: Date.now(), why }).catch(onTrouble);
  }

  async function flush(): Promise<void> {
    if (waiting !== undefined) await keep(waiting, 'rest');
  }

  return {
    typed(text) {
      clearTimeout(timer);
      waiting = text;
      timer = setTimeout(() => void flush(), restFor);
    },
    keep,
    flush,
  };
}
