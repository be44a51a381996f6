/** What a hostile program might reach for in its page: globals, builtins, stored things, the document. */

const RECORD = 'the learner’s text';
const DATABASE = 'hostile-test';

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused.'));
  });
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('code');
  return settled(opening);
}

/** Stores something worth losing. */
export async function leaveBelongings(): Promise<void> {
  localStorage.setItem('saved', RECORD);
  const database = await openDatabase();
  await settled(database.transaction('code', 'readwrite').objectStore('code').put(RECORD, 'saved'));
  database.close();
}

async function storedRecord(): Promise<unknown> {
  const database = await openDatabase();
  const record: unknown = await settled(database.transaction('code').objectStore('code').get('saved'));
  database.close();
  return record;
}

/* Identity of each value: a replaced function differs even if it has the same name. */
const identities = new Map<unknown, number>();
function identityOf(value: unknown): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  identities.set(value, identities.size);
  return identities.size - 1;
}

const OWNERS: Readonly<Record<string, object>> = {
  window: globalThis,
  Object: Object.prototype,
  Array: Array.prototype,
  Function: Function.prototype,
  Promise: Promise.prototype,
  MessagePort: MessagePort.prototype,
  Float64Array: Object.getPrototypeOf(Float64Array.prototype) as object,
  Math,
  JSON,
  Reflect,
};

function builtins(): Map<string, number> {
  const found = new Map<string, number>();
  for (const [name, owner] of Object.entries(OWNERS)) {
    for (const key of Reflect.ownKeys(owner)) {
      const slot = Reflect.getOwnPropertyDescriptor(owner, key);
      // Frames come and go under their number.
      if (slot === undefined || /^\d+$/.test(String(key))) continue;
      const held: unknown = 'value' in slot ? slot.value : slot.get;
      if (typeof held === 'function' || name !== 'window') found.set(`${name}.${String(key)}`, identityOf(held));
      else found.set(`${name}.${String(key)}`, -1);
    }
  }
  return found;
}

/** A picture of all that is not the sandbox's, by name. */
export async function picture(): Promise<Map<string, unknown>> {
  return new Map<string, unknown>([
    ...builtins(),
    ['localStorage', JSON.stringify(localStorage)],
    ['IndexedDB', await storedRecord()],
    ['address', location.href],
    ['title', document.title],
    ['document', document.body.querySelectorAll('*:not(iframe)').length],
    ['frames', document.querySelectorAll('iframe').length <= 1],
    ['cookies', document.cookie],
  ]);
}

/** The names under which two pictures differ. */
export function differences(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => !Object.is(before.get(name), after.get(name)));
}
