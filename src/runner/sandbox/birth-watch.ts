/**
 * For a second run of a program that showed a NaN or an infinity: looks at what every method of the engine's tensors
 * and values gives back, and tells of the first that made one. Only such a run pays for it.
 */
import type { RawBirth } from './messages.ts';
import { dataProperty, inherits, natives } from './natives.ts';
import type { ReadTensor } from './tensor-view.ts';
import { SUMMARY_NUMBERS } from './tensor-part.ts';
import { describeThrown } from './thrown.ts';

/** What these give back is no step of a computation. */
const QUIET = { constructor: true, toString: true, item: true, toArray: true, maskedFill: true } as const;
/** Of plain arithmetic, what makes NaN of honest numbers; infinities come and go within the engine's own formulas. */
const MATH = ['log', 'log2', 'log10', 'log1p', 'sqrt', 'pow', 'asin', 'acos', 'atanh', 'acosh'] as const;

type Finding = 'NaN' | 'Infinity' | '-Infinity' | undefined;

const OwnError = Error;

function findingOf(value: number): Finding {
  if (value - value === 0) return undefined;
  if (value !== value) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}

/** Puts the watch into place. To be called before learner code runs. */
export function watchBirths(
  engine: { readonly [name: string]: unknown },
  readTensor: ReadTensor,
  tell: (birth: RawBirth) => void,
): void {
  const prototypes = ['Tensor', 'Value'].map((name) => {
    const made = engine[name];
    return typeof made === 'function' ? (made.prototype as object) : undefined;
  });
  const valuePrototype = prototypes[1];
  let told = false;
  let inside = 0;

  function look(value: unknown): Finding {
    if (typeof value !== 'object' || value === null) return undefined;
    if (valuePrototype !== undefined && inherits(value, valuePrototype)) {
      const data = dataProperty(value, 'data');
      return typeof data === 'number' ? findingOf(data) : undefined;
    }
    const tensor = readTensor(value, SUMMARY_NUMBERS);
    for (let i = 0; tensor !== undefined && i < tensor.data.length; i++) {
      const found = findingOf(tensor.data[i] as number);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function report(op: string, value: NonNullable<Finding>, given: boolean): void {
    told = true;
    tell({ op, value, given, at: describeThrown(new OwnError('')) });
  }

  function givenTo(self: unknown, args: readonly unknown[]): Finding {
    let found = look(self);
    for (let i = 0; i < args.length && found === undefined; i++) {
      const arg = args[i];
      found = typeof arg === 'number' ? findingOf(arg) : look(arg);
    }
    return found;
  }

  function watched(op: string, original: unknown): unknown {
    return function (this: unknown, ...args: unknown[]): unknown {
      if (told) return natives.apply(original, this, args);
      // Before the call, since it may write in place.
      const given = givenTo(this, args);
      inside++;
      let result: unknown;
      try {
        result = natives.apply(original, this, args);
      } finally {
        inside--;
      }
      if (told) return result;
      // An infinity that was given may be meant, as in a mask; a NaN never is.
      if (given === 'NaN') report(op, given, true);
      const made = given === undefined ? look(result) : undefined;
      if (made !== undefined) report(op, made, false);
      return result;
    };
  }

  for (const prototype of prototypes) {
    if (prototype === undefined) continue;
    for (const key of natives.ownKeys(prototype)) {
      const slot = natives.descriptor(prototype, key);
      if (typeof key !== 'string' || key in QUIET || typeof slot?.value !== 'function') continue;
      natives.define(prototype, key, { ...slot, value: watched(key, slot.value) });
    }
  }
  for (const name of MATH) {
    const original = Math[name] as (...args: number[]) => number;
    const value = (...args: number[]): number => {
      const result = natives.apply(original, Math, args) as number;
      if (!told && inside === 0 && result !== result && givenTo(undefined, args) === undefined)
        report('Math.' + name, 'NaN', false);
      return result;
    };
    natives.define(Math, name, { value, writable: true, configurable: true });
  }
}
