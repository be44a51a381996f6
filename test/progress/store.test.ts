import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { createMemoryStore, openIndexedDbStore, standingIn, type Entry, type Store } from '../../src/progress/index.ts';

const code: Entry = { kind: 'code', id: 'dw/01', text: 'const \u{1F383} = "\u0000\uD800";\r\n', at: 1 };
const pass: Entry = { kind: 'pass', id: 'dw/layer', text: 'x', at: 2 };
let fresh = 0;

const stores: [string, () => Promise<Store>][] = [
  ['memory', async () => createMemoryStore()],
  ['IndexedDB', () => openIndexedDbStore(`test-${fresh++}`)],
];

describe.each(stores)('%s store', (_, make) => {
  it('gives back what was put, to the last character', async () => {
    const store = await make();
    await store.put(code);
    await store.put(pass);
    expect(await store.get('code', 'dw/01')).toEqual(code);
    expect(await store.get('pass', 'dw/01')).toBeUndefined();
    expect((await store.all()).length).toBe(2);
  });
  it('replaces by kind and id, and removes only what is named', async () => {
    const store = await make();
    await store.put(code);
    await store.put({ ...code, text: 'newer' });
    await store.put(pass);
    await store.remove('code', 'dw/01');
    expect(await store.get('code', 'dw/01')).toBeUndefined();
    expect(await store.get('pass', 'dw/layer')).toEqual(pass);
  });
});

describe('a damaged record', () => {
  it('is not used, not deleted, and hides no other', async () => {
    const store = await openIndexedDbStore('damaged');
    await store.put(pass);
    const db = await openDB('damaged', 1);
    await db.put('entries', { kind: 'code', id: 'dw/01', text: 7 }, 'code:dw/01');
    expect(await store.get('code', 'dw/01')).toBeUndefined();
    expect(await store.all()).toEqual([pass]);
    expect(await db.count('entries')).toBe(2);
  });
});

describe('standingIn', () => {
  it('counts the passed exercises of one lesson only', () => {
    const entries: Entry[] = [
      pass,
      { ...pass, id: 'dwarf/layer' },
      code,
      { kind: 'tries', id: 'db/layer', count: 1, at: 9 },
    ];
    expect(standingIn('dw', ['dw/one-neuron', 'dw/layer'], entries)).toEqual({
      passed: 1,
      exercises: 2,
      touched: true,
      last: 2,
    });
    expect(standingIn('dz', ['dz/a'], entries)).toEqual({ passed: 0, exercises: 1, touched: false, last: 0 });
  });
});
