import 'fake-indexeddb/auto';
import { openDB, type IDBPDatabase } from 'idb';
import { describe, expect, it } from 'vitest';
import {
  createMemoryStore,
  OlderTabError,
  openIndexedDbStore,
  standingIn,
  type Entry,
  type Store,
} from '../../src/progress/index.ts';

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
  it('keeps versions apart by id, in order, and none twice in a row', async () => {
    const store = await make();
    for (const [id, text] of [
      ['dw/01', 'a'],
      ['dw/02', 'other'],
      ['dw/01', 'b'],
      ['dw/01', 'b'],
      ['dw/01', 'a'],
    ] as const)
      await store.addVersion({ id, text, at: 5, why: 'run' });
    expect((await store.versions('dw/01')).map(({ text }) => text)).toEqual(['a', 'b', 'a']);
    expect(await store.versions('dw/02')).toEqual([{ id: 'dw/02', text: 'other', at: 5, why: 'run' }]);
    expect(await store.all()).toEqual([]);
  });
  it('keeps the last fifty versions', async () => {
    const store = await make();
    for (let at = 1; at <= 60; at += 1) await store.addVersion({ id: 'dw/01', text: `v${at}`, at, why: 'rest' });
    const versions = await store.versions('dw/01');
    expect(versions.map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, index) => index + 11));
  });
  it('keeps fewer of very long texts, and the newest always', async () => {
    const store = await make();
    for (let at = 1; at <= 4; at += 1)
      await store.addVersion({ id: 'x', text: `${at}`.repeat(2_000_000), at, why: 'run' });
    expect((await store.versions('x')).map(({ at }) => at)).toEqual([3, 4]);
    await store.addVersion({ id: 'x', text: 'y'.repeat(6_000_000), at: 5, why: 'run' });
    expect((await store.versions('x')).map(({ at }) => at)).toEqual([5]);
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

describe('a database of the first schema', () => {
  async function olderDatabase(name: string): Promise<IDBPDatabase> {
    const db = await openDB(name, 1, { upgrade: (fresh) => void fresh.createObjectStore('entries') });
    await db.put('entries', code, 'code:dw/01');
    await db.put('entries', { odd: true }, 'code:odd');
    return db;
  }
  it('is brought up to date, and every record stays', async () => {
    (await olderDatabase('older')).close();
    const store = await openIndexedDbStore('older');
    expect(await store.all()).toEqual([code]);
    await store.addVersion({ id: 'dw/01', text: 'x', at: 1, why: 'run' });
    expect(await store.versions('dw/01')).toHaveLength(1);
    const db = await openDB('older');
    expect(db.version).toBe(2);
    expect(await db.count('entries')).toBe(2);
  });
  it('held open by an older tab is an error at once, not an endless wait, and is well when that tab is gone', async () => {
    const tab = await olderDatabase('held');
    await expect(openIndexedDbStore('held')).rejects.toThrow(OlderTabError);
    tab.close();
    expect(await (await openIndexedDbStore('held')).all()).toEqual([code]);
  });
});

describe('a damaged version', () => {
  it('is not shown and not deleted', async () => {
    const store = await openIndexedDbStore('damaged-version');
    const db = await openDB('damaged-version');
    await db.add('versions', { id: 'dw/01', text: 7 });
    for (let at = 1; at <= 52; at += 1) await store.addVersion({ id: 'dw/01', text: `v${at}`, at, why: 'run' });
    expect(await store.versions('dw/01')).toHaveLength(50);
    expect(await db.count('versions')).toBe(51);
  });
});

describe('a damaged record', () => {
  it('is not used, not deleted, and hides no other', async () => {
    const store = await openIndexedDbStore('damaged');
    await store.put(pass);
    const db = await openDB('damaged');
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
