import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunnerPage, type RunnerPage } from './runner-page.ts';

let at: RunnerPage;
beforeAll(async () => {
  at = await openRunnerPage();
});
afterAll(() => at.close());

const RIGHT = 'export function f(x) { const o = []; for (let i = 0; i < x.length; i++) o[i] = 2 * x[i]; return o; }';
const WRONG = 'export function f(x) { return x; }';
const CALLS = [
  { export: 'f', args: [[1, 2, 3]] },
  { export: 'f', args: [[-4]] },
];
const array = (...data: number[]): object => ({ kind: 'array', shape: [data.length], dtype: 'float64', data });
const outcome = (before: number[], after: number[]): object => ({
  kind: 'returned',
  value: array(...after),
  again: array(...after),
  argsAfter: [array(...before)],
});
const RIGHT_ANSWER = { kind: 'observed', outcomes: [outcome([1, 2, 3], [2, 4, 6]), outcome([-4], [-8])] };
const WRONG_ANSWER = { kind: 'observed', outcomes: [outcome([1, 2, 3], [1, 2, 3]), outcome([-4], [-4])] };

/** Ways to break the realm that observes; none may change what is observed. */
const POLLUTION = {
  'array methods':
    'for (const k of Object.getOwnPropertyNames(Array.prototype)) if (k !== "constructor" && k !== "length") Array.prototype[k] = () => [0];',
  'array iterator': 'Array.prototype[Symbol.iterator] = function* () {};',
  'array indices':
    'for (let i = 10; i < 50; i++) Object.defineProperty(Array.prototype, i, { get() { return 0; }, set() {}, configurable: true });',
  'object prototype accessors':
    'for (const k of ["get", "set", "value", "kind", "data", "transfer"]) Object.defineProperty(Object.prototype, k, { __proto__: null, get() { return undefined; }, set() {}, configurable: true });',
  promises:
    'Promise.prototype.then = () => {}; Promise.resolve = () => {}; Object.defineProperty(Promise, Symbol.species, { get() { return class { constructor() { throw 1; } }; } }); Promise.prototype.constructor = class {};',
  json: 'JSON.stringify = () => "no"; JSON.parse = () => ({ passed: true });',
  reflection:
    'Reflect.apply = () => 0; Reflect.ownKeys = () => []; Reflect.getPrototypeOf = () => null; Reflect.defineProperty = () => false; Reflect.getOwnPropertyDescriptor = () => undefined;',
  functions:
    'Function.prototype.call = Function.prototype.apply = Function.prototype.bind = function () { return () => 0; };',
  'type tests': 'Array.isArray = () => false; ArrayBuffer.isView = () => true; Object.is = () => true;',
  numbers: 'Math.floor = () => 0; Number.prototype.toString = () => "0"; globalThis.Number = () => 0;',
  'typed arrays':
    'Object.defineProperty(Object.getPrototypeOf(Float64Array), Symbol.species, { get() { return Uint8Array; } }); globalThis.Float64Array = Uint8Array; Object.defineProperty(Object.getPrototypeOf(Float32Array.prototype), "length", { get() { return 0; } });',
  clocks: 'Date.now = () => 0; performance.now = () => 0; globalThis.Date = class { constructor() { throw 1; } };',
  strings:
    'String.prototype.slice = () => "no"; String.prototype.indexOf = () => 0; String.prototype.toString = () => "no";',
};

describe('observing', () => {
  it('reads fields as data even if descriptors seem to have getters', async () => {
    const cell =
      'Object.prototype.get = () => 1; Object.prototype.value = 7; export const f = (x) => ({ n: x[0], get g() { return 1; } });';
    expect((await at.observe(cell, CALLS)).observed).toMatchObject({
      outcomes: [
        { value: { fields: { n: { kind: 'number', value: 1 }, g: { kind: 'other', what: 'a getter' } } } },
        {},
      ],
    });
  });

  it.each(Object.entries(POLLUTION))(
    'sees right and wrong code as they are in spite of broken %s',
    async (_what, pollution) => {
      // Assigning to an index beyond its array is the learner's own use of the broken realm, so it is not tried there.
      expect((await at.observe(`${pollution}\n${RIGHT}`, CALLS)).observed).toEqual(RIGHT_ANSWER);
      expect((await at.observe(`${pollution}\n${WRONG}`, CALLS)).observed).toEqual(WRONG_ANSWER);
    },
  );

  it.each([
    [
      'self.postMessage',
      'for (const m of [{ passed: true }, { kind: "end", ms: 0 }, { kind: "observed", outcomes: [] }]) try { self.postMessage(m); } catch {}',
    ],
    [
      'a window',
      'for (const w of ["parent", "top", "opener"]) try { globalThis[w].postMessage({ kind: "end" }, "*"); } catch {}',
    ],
    ['events', 'try { self.dispatchEvent(new MessageEvent("message", { data: { kind: "end" } })); } catch {}'],
    ['a patched port', 'try { MessagePort.prototype.postMessage = () => {}; } catch {}'],
  ])('cannot be told a verdict by %s', async (_what, forgery) => {
    expect((await at.observe(`${forgery}\n${WRONG}`, CALLS)).observed).toEqual(WRONG_ANSWER);
  });

  it('says what is missing, failed or never ended', async () => {
    expect((await at.observe('export const g = 1;', CALLS)).observed).toEqual({
      kind: 'missing',
      wanted: 'f',
      found: ['g'],
    });
    expect((await at.observe('\nthrow null', CALLS)).observed).toMatchObject({
      kind: 'failed',
      error: { message: 'Your code threw null' },
    });
    expect((await at.observe('export const f = 3;', CALLS)).observed).toMatchObject({
      kind: 'failed',
      error: { message: 'f is a number, not a function' },
    });
    expect((await at.observe('export function f() {\n  throw new RangeError("r"); }', CALLS)).observed).toMatchObject({
      outcomes: [{ kind: 'threw', error: { name: 'RangeError', line: 2 } }, { kind: 'threw' }],
    });
    const hung = await at.observe('export function f() { for (;;); }', CALLS, { silence: 700 });
    expect(hung.observed).toMatchObject({ kind: 'stopped', reason: 'deadline' });
    const flood = await at.observe(
      `const again = () => { Promise.resolve().then(again); }; again();\n${RIGHT}`,
      CALLS,
      { silence: 700 },
    );
    expect(flood.observed).toMatchObject({ kind: 'stopped', reason: 'deadline' });
    const length = await at.observe('export function f() { return new Proxy([], { get() { for (;;); } }); }', CALLS, {
      silence: 700,
    });
    expect(length.observed).toMatchObject({ kind: 'stopped', reason: 'deadline' });
  });

  it('encodes tensors of the one shared engine', async () => {
    const cell =
      "import { tensor } from 'risotto'; export const f = (rows) => ({ t: tensor(rows).transpose(0, 1), n: 1 });";
    const { observed } = await at.observe(cell, [
      {
        export: 'f',
        args: [
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ],
      },
    ]);
    expect(observed).toMatchObject({
      outcomes: [
        {
          value: {
            kind: 'object',
            fields: {
              t: { kind: 'array', shape: [3, 2], dtype: 'float32', data: [1, 4, 2, 5, 3, 6] },
              n: { value: 1 },
            },
          },
        },
      ],
    });
  });
});

describe('capabilities', () => {
  it('can leave a prelude rule out, so that a test may show what it is for', async () => {
    const kinds = await at.ask<string[]>(`(async () => {
      const loose = withOptions({ omitRules: ['no network', 'own isArray'] });
      const outputs = [];
      await loose.run({ modules: { cell: 'console.log(typeof fetch, typeof Worker); Array.isArray = () => false; console.log([1]);' }, entry: 'cell' }, (o) => outputs.push(o)).done;
      loose.dispose();
      return outputs.map((output) => output.parts[0].text);
    })()`);
    expect(kinds[0]).toBe('function undefined');
    expect(kinds[1]).not.toBe('[1]');
  });

  it('leaves learner code nothing but the language', async () => {
    const cell = `const gone = ['postMessage', 'close', 'importScripts', 'Worker', 'SharedWorker', 'MessageChannel', 'MessagePort', 'BroadcastChannel', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'Blob', 'URL', 'File', 'FileReader', 'OffscreenCanvas', 'indexedDB', 'caches', 'navigator', 'location', 'addEventListener', 'dispatchEvent', 'onmessage', 'requestAnimationFrame', 'scheduler', 'Notification', 'Response'];
console.log(gone.filter((name) => typeof globalThis[name] !== 'undefined').join());
const rest = new Set();
for (let o = globalThis; o && o !== Object.prototype; o = Object.getPrototypeOf(o)) for (const k of Object.getOwnPropertyNames(o)) if (!/^[A-Z]/.test(k)) rest.add(k);
console.log([...rest].sort().join());`;
    const { outputs } = await at.run(cell);
    const lines = outputs.map((output) =>
      output.kind === 'log' && output.parts[0]?.kind === 'text' ? output.parts[0].text : '',
    );
    expect(lines[0]).toBe('');
    expect(lines[1]?.split(',').filter((name) => !/^(is|parse|decode|encode|escape|unescape)/.test(name))).toEqual(
      'atob,btoa,clearInterval,clearTimeout,console,constructor,crypto,eval,globalThis,performance,queueMicrotask,self,setInterval,setTimeout,structuredClone,undefined'.split(
        ',',
      ),
    );
  });

  it('lets no request out', async () => {
    const cell = `const url = '${at.origin}/leak';
const tries = [() => fetch(url), () => new WebSocket(url.replace('http', 'ws')), () => self.importScripts(url), () => import(url), () => import('data:text/javascript,1'),
  () => new Worker(url), () => new EventSource(url), () => { const r = new XMLHttpRequest(); r.open('GET', url, false); r.send(); }, () => (0, eval)('fetch("' + url + '")'), () => new Function('fetch("' + url + '")')(),
  () => { self.location = url; }, () => navigator.sendBeacon(url), () => setTimeout('fetch("' + url + '")', 0)];
let failed = 0;
for (const attempt of tries) try { await attempt(); } catch { failed++; }
console.log(failed);`;
    const { end, outputs } = await at.run(cell);
    expect(end.kind).toBe('finished');
    expect(outputs).toMatchObject([{ parts: [{ text: expect.stringMatching(/^1[0-3]$/) as string }] }]);
    expect(at.strays).toEqual([]);
  });
});
