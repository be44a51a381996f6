import { describe, expect, it, vi } from 'vitest';
import { createKeeper, createMemoryStore, type SaveState, type Store } from '../../src/progress/index.ts';

function refusing(store: Store, times: number): Store {
  let left = times;
  return {
    ...store,
    async put(entry) {
      if (left-- > 0) throw new DOMException('full', 'QuotaExceededError');
      await store.put(entry);
    },
  };
}

describe('keeper', () => {
  it('writes the newest text once typing pauses', async () => {
    vi.useFakeTimers();
    const store = createMemoryStore();
    const put = vi.spyOn(store, 'put');
    const states: SaveState[] = [];
    const keeper = createKeeper(store, 'dw/01', (state) => states.push(state));
    for (const text of ['a', 'ab', 'abc']) keeper.keep(text);
    expect(put).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(300);
    expect(put).toHaveBeenCalledTimes(1);
    expect((await store.get('code', 'dw/01'))?.text).toBe('abc');
    expect(states.at(-1)).toBe('saved');
    vi.useRealTimers();
  });

  it('writes at the latest 150 ms after the first key, however fast one types', async () => {
    vi.useFakeTimers();
    const store = createMemoryStore();
    const keeper = createKeeper(store, 'dw/01', () => {});
    for (let key = 1; key <= 20; key++) {
      keeper.keep('k'.repeat(key));
      await vi.advanceTimersByTimeAsync(20);
    }
    expect((await store.get('code', 'dw/01'))?.text.length).toBeGreaterThan(10);
    vi.useRealTimers();
  });

  it('says when a write is refused, keeps the text and writes it on the next try', async () => {
    const store = createMemoryStore();
    const states: SaveState[] = [];
    const keeper = createKeeper(refusing(store, 1), 'dw/01', (state) => states.push(state));
    keeper.keep('precious');
    await keeper.flush();
    expect(states).toEqual(['saving', 'failed']);
    expect(await store.get('code', 'dw/01')).toBeUndefined();
    await keeper.flush();
    expect((await store.get('code', 'dw/01'))?.text).toBe('precious');
    expect(states.at(-1)).toBe('saved');
  });

  it('forgets on reset, also what was still pending', async () => {
    const store = createMemoryStore();
    const keeper = createKeeper(store, 'dw/01', () => {});
    keeper.keep('one');
    await keeper.flush();
    keeper.keep('two');
    await keeper.forget();
    await keeper.flush();
    expect(await store.get('code', 'dw/01')).toBeUndefined();
  });
});
