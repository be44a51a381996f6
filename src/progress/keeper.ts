import type { Store } from './store.ts';

export type SaveState = 'saved' | 'saving' | 'failed';

export interface Keeper {
  /** Keep this text: soon, and at the latest when the page is left. */
  keep(text: string): void;
  /** Forget the learner's version; the original stands again. */
  forget(): Promise<void>;
  /** Write what is pending now. */
  flush(): Promise<void>;
}

const delay = 150;

/**
 * Saves one piece of code as it is typed, at most every 150 ms, one write at a time, newest text last.
 * `onState` hears of every change, a failed write included: the text stays pending and the next key tries again.
 */
export function createKeeper(store: Store, id: string, onState: (state: SaveState) => void): Keeper {
  let pending: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (pending !== undefined) {
      const text = pending;
      pending = undefined;
      try {
        await store.put({ kind: 'code', id, text, at: Date.now() });
        if (pending === undefined) onState('saved');
      } catch {
        pending ??= text;
        onState('failed');
        return;
      }
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  return {
    keep(text) {
      pending = text;
      onState('saving');
      timer ??= setTimeout(() => void flush(), delay);
    },
    async forget() {
      clearTimeout(timer);
      timer = undefined;
      pending = undefined;
      await writing;
      await store.remove('code', id);
      onState('saved');
    },
    flush,
  };
}
