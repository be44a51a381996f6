import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHistorian, createMemoryStore } from '../../src/progress/index.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function textsOf(store: ReturnType<typeof createMemoryStore>): Promise<string[]> {
  return (await store.versions('dw/01')).map(({ why, text }) => `${why} ${text}`);
}

describe('historian', () => {
  it('makes a version when typing rests, not at every key', async () => {
    const store = createMemoryStore();
    const historian = createHistorian(store, 'dw/01', 'start');
    for (const text of ['a', 'ab', 'abc']) {
      historian.typed(text);
      await vi.advanceTimersByTimeAsync(9000);
    }
    expect(await textsOf(store)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1500);
    expect(await textsOf(store)).toEqual(['rest abc']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await textsOf(store)).toEqual(['rest abc']);
  });

  it('makes one at a run and when the page is left, and none twice', async () => {
    const store = createMemoryStore();
    const historian = createHistorian(store, 'dw/01', 'start');
    historian.typed('a');
    await historian.keep('a', 'run');
    await vi.advanceTimersByTimeAsync(20_000);
    await historian.flush();
    historian.typed('b');
    await historian.flush();
    expect(await textsOf(store)).toEqual(['run a', 'rest b']);
  });

  it('makes none of the original, and stops nothing when the device is full', async () => {
    const store = createMemoryStore();
    await createHistorian(store, 'dw/01', 'start').keep('start', 'run');
    expect(await textsOf(store)).toEqual([]);
    const full = { ...store, addVersion: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
    const troubles: unknown[] = [];
    await createHistorian(full, 'dw/01', 'start', (trouble) => troubles.push(trouble)).keep('x', 'run');
    expect(troubles).toHaveLength(1);
  });
});
