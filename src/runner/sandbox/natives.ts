/**
 * The builtins that the sandbox goes on using after learner code has run, taken before it runs.
 * Learner code shares this realm and may replace any of them (`Array.prototype.push`, `Promise.prototype.then`, …);
 * so nothing in `sandbox/` looks a method up, spreads, destructures arrays or iterates with for-of afterwards.
 */

/* A bound `call` keeps working when `Function.prototype.call` is replaced. */
const uncurry = Function.prototype.bind.bind(Function.prototype.call) as unknown as <A extends unknown[], R>(
  method: (...args: A) => R,
) => (self: unknown, ...args: A) => R;

function getter(owner: object, key: PropertyKey): (self: unknown) => unknown {
  const get = Reflect.getOwnPropertyDescriptor(owner, key)?.get;
  return get === undefined ? () => undefined : uncurry(get as () => unknown);
}

const typedArray = Reflect.getPrototypeOf(Float64Array.prototype) as object;
const mapIterator = Reflect.getPrototypeOf(new Map().entries()) as { next: () => IteratorResult<unknown> };
const setIterator = Reflect.getPrototypeOf(new Set().values()) as { next: () => IteratorResult<unknown> };
const blankError = new Error('');
const clock = globalThis.performance;

/** Own copies, each a plain function whose first argument is the object. A prelude rule may swap one for a live look-up. */
export const natives = {
  apply: Reflect.apply as (target: unknown, self: unknown, args: readonly unknown[]) => unknown,
  ownKeys: Reflect.ownKeys,
  descriptor: Reflect.getOwnPropertyDescriptor,
  hasOwn: uncurry(Object.prototype.hasOwnProperty as (key: PropertyKey) => boolean),
  prototypeOf: Reflect.getPrototypeOf,
  define: Reflect.defineProperty,
  then: uncurry(Promise.prototype.then as (ok: unknown, fail: unknown) => unknown),
  isArray: Array.isArray,
  isView: ArrayBuffer.isView as (value: unknown) => boolean,
  typedLength: getter(typedArray, 'length') as (self: unknown) => number,
  typedName: getter(typedArray, Symbol.toStringTag) as (self: unknown) => string | undefined,
  Float64Array,
  /* V8 has an own `stack` on each error, Firefox an accessor on the prototype, Safari an own data property. */
  stackGetter:
    Reflect.getOwnPropertyDescriptor(blankError, 'stack')?.get ??
    Reflect.getOwnPropertyDescriptor(Error.prototype, 'stack')?.get,
  slice: uncurry(String.prototype.slice),
  indexOf: uncurry(String.prototype.indexOf as (what: string) => number),
  quote: JSON.stringify as (text: string) => string,
  symbolText: uncurry(Symbol.prototype.toString),
  dateText: uncurry(Date.prototype.toISOString),
  precision: uncurry(Number.prototype.toPrecision),
  toNumber: Number as (text: unknown) => number,
  regexpSource: getter(RegExp.prototype, 'source') as (self: unknown) => string,
  mapSize: getter(Map.prototype, 'size') as (self: unknown) => number,
  mapEntries: uncurry(Map.prototype.entries),
  mapNext: uncurry(mapIterator.next),
  setSize: getter(Set.prototype, 'size') as (self: unknown) => number,
  setValues: uncurry(Set.prototype.values),
  setNext: uncurry(setIterator.next),
  floor: Math.floor,
  now: clock.now.bind(clock),
  objectPrototype: Object.prototype as object,
  errorPrototype: Error.prototype as object,
  promisePrototype: Promise.prototype as object,
};

/** Adds to a list without calling a setter that learner code may have put on `Array.prototype`. */
export function append<T>(list: T[], value: T): void {
  const slot = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
  natives.define(list, list.length, slot as unknown as PropertyDescriptor);
}

/** Is `prototype` in the prototype chain of `value`? As instanceof, without Symbol.hasInstance. */
export function inherits(value: object, prototype: object): boolean {
  let link = natives.prototypeOf(value);
  for (let depth = 0; link !== null && depth < 100; depth++) {
    if (link === prototype) return true;
    link = natives.prototypeOf(link);
  }
  return false;
}

/** Does the descriptor hold a value, and no getter? Own fields only: `Object.prototype.get` may be learner's. */
export function holdsValue(slot: PropertyDescriptor): boolean {
  return natives.hasOwn(slot, 'value');
}

/** The value of a data property, own or inherited; getters are not invoked. */
export function dataProperty(value: object, key: PropertyKey): unknown {
  let link: object | null = value;
  for (let depth = 0; link !== null && depth < 100; depth++) {
    const slot = natives.descriptor(link, key);
    if (slot !== undefined) return holdsValue(slot) ? slot.value : undefined;
    link = natives.prototypeOf(link);
  }
  return undefined;
}
