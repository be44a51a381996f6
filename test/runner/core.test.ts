import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/grading/index.ts';
import { prepare } from '../../src/runner/prepare/prepare.ts';
import { createCore, type Namespace } from '../../src/runner/sandbox/core.ts';
import type { FromWorker } from '../../src/runner/sandbox/messages.ts';
import { OUTPUT_LIMITS } from '../../src/runner/sandbox/output-gate.ts';
import { createTimers } from '../../src/runner/sandbox/timers.ts';
import { connectOutput } from '../../src/runner/output.ts';

let programs = 0;

/** Runs the core in this thread; learner text sees `console` and timers through a global of its own. */
async function run(modules: { [name: string]: string }, calls?: readonly Call[]): Promise<FromWorker[]> {
  const id = `console${programs++}`;
  const prepared = prepare({ modules, entry: 'cell' }, {});
  if (prepared.kind === 'failed') throw new Error(prepared.error.message);
  const messages: FromWorker[] = [];
  const timers = createTimers({ setTimeout, clearTimeout, setInterval, clearInterval });
  const head = `const { console, setTimeout } = globalThis.${id};`;
  await new Promise<void>((resolve) => {
    const core = createCore({
      post: (message) => {
        messages.push(message);
        if (message.kind === 'end' || message.kind === 'missing') resolve();
      },
      address: (code, name) =>
        `data:text/javascript,${encodeURIComponent(`${head}${code}//${name}${id}`).replaceAll("'", '%27')}`,
      load: (url) => import(/* @vite-ignore */ url) as Promise<Namespace>,
      libraries: {},
      engine: {},
      connectOutput,
      setConsole: (value) => void Object.assign(globalThis, { [id]: { console: value, ...timers.api } }),
      timers,
    });
    core.start({ modules: prepared.modules, calls });
  });
  return messages;
}

const lines = (messages: readonly FromWorker[]): string[] =>
  messages.flatMap((message) =>
    message.kind !== 'outputs'
      ? []
      : message.outputs.map((output) =>
          output.kind === 'log'
            ? output.parts.map((part) => (part.kind === 'text' ? part.text : '▦')).join('')
            : output.kind,
        ),
  );

describe('core', () => {
  it('shows what the entry prints and mutes what it depends on', async () => {
    const messages = await run({
      cell: "import { a } from './b'; console.log('cell', a());",
      b: "console.log('loading b'); export const a = () => { console.log('called'); return 1; };",
    });
    expect(lines(messages)).toEqual(['called', 'cell 1']);
    expect(messages.at(-1)).toMatchObject({ kind: 'end', dropped: { lines: 0 } });
    expect(messages.at(-1)).not.toHaveProperty('error');
  });

  it('bounds lines and counts what it drops', async () => {
    const messages = await run({ cell: "for (let i = 0; i < 1000; i++) console.log('x' + i);" });
    expect(lines(messages)).toHaveLength(OUTPUT_LIMITS.lines);
    expect(messages.at(-1)).toMatchObject({ dropped: { lines: 1000 - OUTPUT_LIMITS.lines } });
  });

  it('waits for timers and reports what they throw', async () => {
    expect(lines(await run({ cell: "setTimeout(() => console.log('later'), 5);" }))).toEqual(['later']);
    const thrown = await run({ cell: "setTimeout(() => { throw new TypeError('in a timer'); }, 1);" });
    expect(thrown.at(-1)).toMatchObject({ error: { name: 'TypeError', message: 'in a timer' } });
  });

  it.each([
    ['throw null', 'Your code threw null'],
    ['throw undefined', 'Your code threw undefined'],
    ['throw new Proxy({}, { getPrototypeOf() { throw 1; } })', 'Your code threw something that cannot be shown'],
    ["throw Object.defineProperty(new Error('x'), 'stack', { get() { for (;;); } })", 'x'],
    ["throw Object.defineProperty(new Error('x'), 'message', { get() { throw 1; } })", ''],
    ["const e = new Error('a'); e.cause = e; throw e;", 'a'],
  ])('survives %s', async (cell, message) => {
    expect((await run({ cell })).at(-1)).toMatchObject({ kind: 'end', error: { message } });
  });

  it('calls each export twice with fresh arguments', async () => {
    const cell = 'let n = 0; export function f(x) { x[0] = 9; return [n++, x.length]; }';
    const messages = await run({ cell }, [{ export: 'f', args: [[1, 2]] }]);
    expect(messages.find((message) => message.kind === 'outcome')).toMatchObject({
      outcome: {
        kind: 'returned',
        value: { data: new Float64Array([0, 2]) },
        again: { data: new Float64Array([1, 2]) },
        argsAfter: [{ data: new Float64Array([9, 2]) }],
      },
    });
  });

  it('says what is missing, what is no function and what threw', async () => {
    expect((await run({ cell: 'export const g = 1; export let h;' }, [{ export: 'f', args: [] }])).at(-1)).toEqual({
      kind: 'missing',
      wanted: 'f',
      found: ['g', 'h'],
    });
    expect((await run({ cell: 'export const f = [];' }, [{ export: 'f', args: [] }])).at(-1)).toMatchObject({
      error: { message: 'f is an array, not a function' },
    });
    const threw = await run({ cell: "export const f = () => { throw new RangeError('r'); };" }, [
      { export: 'f', args: [] },
    ]);
    expect(threw.find((message) => message.kind === 'outcome')).toMatchObject({
      outcome: { kind: 'threw', error: { name: 'RangeError' } },
    });
  });
});
