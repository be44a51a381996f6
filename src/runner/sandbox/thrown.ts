/** Puts whatever was thrown into words. Anything can be thrown: null, a Proxy, an error whose getters throw. */
import { formatValue } from './format.ts';
import type { RawError } from './messages.ts';
import { dataProperty, holdsValue, inherits, natives } from './natives.ts';

const TEXT_LIMIT = 2000;
const STACK_LIMIT = 20_000;

function textOf(value: object, key: 'name' | 'message'): string {
  const text = dataProperty(value, key);
  return typeof text === 'string' ? natives.slice(text, 0, TEXT_LIMIT) : '';
}

function stackOf(value: object): string {
  const slot = natives.descriptor(value, 'stack');
  let stack: unknown = slot !== undefined && holdsValue(slot) ? slot.value : undefined;
  // Only the engine's own getter is called: a learner's may do anything.
  const own = slot === undefined || (!holdsValue(slot) && slot.get === natives.stackGetter);
  try {
    if (own && natives.stackGetter !== undefined) stack = natives.apply(natives.stackGetter, value, []);
  } catch {
    // Error.prepareStackTrace, where learner code has set it, runs now.
  }
  return typeof stack === 'string' ? natives.slice(stack, 0, STACK_LIMIT) : '';
}

/** Describes a thrown value; never throws itself. */
export function describeThrown(thrown: unknown): RawError {
  try {
    if (typeof thrown === 'object' && thrown !== null && inherits(thrown, natives.errorPrototype)) {
      const name = textOf(thrown, 'name') || 'Error';
      const message = dataProperty(thrown, 'message');
      // A stack begins with the message: behind a huge one its lines would be cut off, and writing it takes a second.
      const huge = typeof message === 'string' && message.length > STACK_LIMIT;
      return { name, message: textOf(thrown, 'message'), stack: huge ? '' : stackOf(thrown) };
    }
    return { name: 'Error', message: 'Your code threw ' + formatValue(thrown), stack: '' };
  } catch {
    return { name: 'Error', message: 'Your code threw something that cannot be shown', stack: '' };
  }
}
