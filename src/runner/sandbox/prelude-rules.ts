/**
 * What the worker does before learner code, as a table: a test leaves out one rule at a time and must see a hostile
 * program get through. The CSP and the opaque origin keep secrets in; most of these keep the page fast and truthful.
 */
import { natives } from './natives.ts';

/** A rule either takes globals away or keeps an own copy of a builtin (which leaving it out makes a live look-up). */
export type PreludeRule =
  | { readonly name: string; readonly why: string; readonly removes: readonly string[] }
  | { readonly name: string; readonly why: string; readonly captures: () => void };

type Live = (...args: never[]) => unknown;

function capture(name: keyof typeof natives, why: string, live: Live): PreludeRule {
  return { name: 'own ' + name, why, captures: () => void Object.assign(natives, { [name]: live }) };
}

export const preludeRules: readonly PreludeRule[] = [
  {
    name: 'no public channel',
    why: 'a flood of messages drops the page to 3–16 frames a second; close() ends the worker without a word',
    removes: ['postMessage', 'close', 'onmessage', 'onmessageerror', 'reportError'],
  },
  {
    name: 'no message channels',
    why: 'floods by another door, and messages to other tabs',
    removes: ['MessageChannel', 'MessagePort', 'BroadcastChannel'],
  },
  {
    name: 'no more threads',
    why: 'each worker burns a core of its own and is a fresh realm without this prelude',
    removes: ['Worker', 'SharedWorker', 'ServiceWorker'],
  },
  { name: 'no script loading', why: 'the CSP refuses it with a report; absent is plainer', removes: ['importScripts'] },
  {
    name: 'no network',
    why: 'the CSP refuses it; where it cannot (sockets of tomorrow) the object must be missing',
    removes: ['fetch', 'fetchLater', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport'],
  },
  {
    name: 'no blobs',
    why: 'blobs live in the browser process, outlive the worker and are the way to new workers',
    removes: ['Blob', 'File', 'FileReader', 'FileReaderSync', 'URL', 'webkitURL', 'Response', 'Request'],
  },
  {
    name: 'no storage',
    why: 'CacheStorage opens in WebKit, storage.estimate() hangs the worker in Firefox',
    removes: ['indexedDB', 'caches', 'navigator', 'cookieStore', 'webkitRequestFileSystem'],
  },
  {
    name: 'no graphics',
    why: 'canvases and bitmaps hold memory outside the heap',
    removes: ['OffscreenCanvas', 'createImageBitmap', 'ImageBitmap', 'ImageDecoder', 'VideoFrame', 'FontFace'],
  },
  {
    name: 'no uncounted timers',
    why: 'a run ends when no timer is left; these are not counted',
    removes: ['requestAnimationFrame', 'cancelAnimationFrame', 'scheduler'],
  },
  {
    name: 'no events',
    why: 'learner code could listen to, or forge, the events of the worker itself',
    removes: ['addEventListener', 'removeEventListener', 'dispatchEvent', 'onerror', 'onunhandledrejection'],
  },
  capture(
    'then',
    'Promise.prototype.then replaced: loading would never end',
    (p: Promise<unknown>, a: never, b: never) => p.then(a, b),
  ),
  capture('apply', 'Reflect.apply replaced: another function would be called', (f: never, self: never, args: never) =>
    Reflect.apply(f, self, args),
  ),
  capture('define', 'Reflect.defineProperty replaced: lists lose their items', (o: never, k: never, d: never) =>
    Reflect.defineProperty(o, k, d),
  ),
  capture('descriptor', 'Reflect.getOwnPropertyDescriptor replaced: exports vanish', (o: never, k: never) =>
    Reflect.getOwnPropertyDescriptor(o, k),
  ),
  capture('prototypeOf', 'Reflect.getPrototypeOf replaced: every kind of value is mistaken', (o: never) =>
    Reflect.getPrototypeOf(o),
  ),
  capture('ownKeys', 'Reflect.ownKeys replaced: fields vanish', (o: never) => Reflect.ownKeys(o)),
  capture('isArray', 'Array.isArray replaced: a string is taken for an array', (value: never) => Array.isArray(value)),
  capture('isView', 'ArrayBuffer.isView replaced: the same', (value: never) => ArrayBuffer.isView(value)),
  capture('slice', 'String.prototype.slice replaced: texts are not cut', (s: string, a: number, b: number) =>
    s.slice(a, b),
  ),
  capture('now', 'performance.now replaced: clocks stand still', () => performance.now()),
];

/** Everything learner code keeps besides the language itself. All else in the global scope goes. */
const KEPT = [
  ...['self', 'globalThis', 'console', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask'],
  ...['structuredClone', 'performance', 'crypto', 'TextEncoder', 'TextDecoder', 'atob', 'btoa', 'WebAssembly'],
];

/* Names the language defines (ECMA-262, 19.1–19.4), of any year. */
const LANGUAGE = (
  'globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI ' +
  'encodeURIComponent escape unescape AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean ' +
  'DataView Date Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Int8Array ' +
  'Int16Array Int32Array Iterator Map Number Object Promise Proxy RangeError ReferenceError RegExp Set ' +
  'SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError Uint8Array Uint8ClampedArray Uint16Array ' +
  'Uint32Array URIError WeakMap WeakRef WeakSet Atomics Intl JSON Math Reflect Temporal DisposableStack ' +
  'AsyncDisposableStack'
).split(' ');

/** Name of the rule that removes what no other rule names. */
export const REST_RULE = 'nothing else';

function removeGlobal(scope: object, name: string): void {
  for (let owner: object | null = scope; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    const slot = Object.getOwnPropertyDescriptor(owner, name);
    if (slot === undefined) continue;
    if (slot.configurable === true) Reflect.deleteProperty(owner, name);
    else if (slot.writable === true) Reflect.set(owner, name, undefined);
  }
}

function allNames(scope: object): Set<string> {
  const names = new Set<string>();
  for (let owner: object | null = scope; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    if (owner === Object.prototype) break;
    for (const name of Object.getOwnPropertyNames(owner)) names.add(name);
  }
  return names;
}

/** Applies the rules to the worker's global scope, except those named in `omit`. */
export function applyPrelude(scope: object, omit: readonly string[]): void {
  const named = new Set<string>();
  for (const rule of preludeRules) {
    const left = omit.includes(rule.name);
    if ('captures' in rule) {
      if (left) rule.captures();
      continue;
    }
    for (const name of rule.removes) {
      named.add(name);
      if (!left) removeGlobal(scope, name);
    }
  }
  if (omit.includes(REST_RULE)) return;
  const kept = new Set([...KEPT, ...LANGUAGE, 'constructor']);
  for (const name of allNames(scope)) if (!kept.has(name) && !named.has(name)) removeGlobal(scope, name);
}
