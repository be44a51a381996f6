/**
 * Runs or observes one program. Knows no DOM and no Node: what differs comes in as an environment, so that the
 * page's sandbox, the recorder and tests share it. After the first learner module has loaded, only `natives` are used.
 */
import type { Call, Encoded, Plain } from '../../grading/index.ts';
import type { OutputSink } from '../output.ts';
import { watchBirths } from './birth-watch.ts';
import { createConsole, createSink, type SandboxConsole } from './console.ts';
import { encode } from './encode.ts';
import { graphReader } from './graph-view.ts';
import type { FromWorker, Job, LinkedModule, RawOutcome } from './messages.ts';
import { append, natives } from './natives.ts';
import { OutputGate } from './output-gate.ts';
import { tensorReader } from './tensor-view.ts';
import { describeThrown } from './thrown.ts';
import type { Timers } from './timers.ts';

/** The namespace object of a loaded module. */
export type Namespace = { readonly [name: string]: unknown };

export interface Environment {
  readonly post: (message: FromWorker) => void;
  /** Gives code an address that `load` understands. Called before learner code runs only. */
  readonly address: (code: string, name: string) => string;
  readonly load: (address: string) => Promise<Namespace>;
  /** Addresses of 'risotto' and 'risotto/output'. */
  readonly libraries: { readonly [specifier: string]: string };
  readonly engine: Namespace;
  readonly connectOutput: (sink: OutputSink | undefined) => unknown;
  readonly setConsole: (console: SandboxConsole) => void;
  readonly timers: Timers;
}

/** Error handlers for what is thrown outside any call of ours: in a microtask, or as a rejection nobody handles. */
export interface Core {
  start(job: Job): void;
  stray(thrown: unknown): void;
}

export function createCore(environment: Environment): Core {
  const { post, timers } = environment;
  const readTensor = tensorReader(environment.engine);
  const readGraph = graphReader(environment.engine, readTensor);
  const gate = new OutputGate(post, readTensor);
  let began = 0;
  let running = false;

  function end(thrown?: { readonly value: unknown }): void {
    if (!running) return;
    running = false;
    timers.close();
    gate.flush();
    const ms = natives.now() - began;
    if (thrown === undefined) post({ kind: 'end', ms, dropped: gate.dropped });
    else post({ kind: 'end', ms, error: describeThrown(thrown.value), dropped: gate.dropped });
  }

  const fail = (value: unknown): void => end({ value });

  // Two turns: a rejection nobody handles is reported in a task of its own, and must come first.
  const settle = (then: () => void): void => timers.turn(() => timers.turn(then));

  function finishWhenQuiet(): void {
    if (timers.pending() === 0) return end();
    timers.onQuiet(() => settle(finishWhenQuiet));
  }

  function start(job: Job): void {
    const urls = link(job.modules, environment);
    const calls = job.calls;
    const prepared = calls === undefined ? [] : prepareCalls(calls);
    environment.setConsole(createConsole(gate));
    environment.connectOutput(createSink(gate, readTensor, readGraph));
    if (job.watch === true) watchBirths(environment.engine, readTensor, (birth) => post({ kind: 'born', birth }));
    timers.onThrow(calls === undefined ? fail : () => {});
    running = true;
    post({ kind: 'started', urls });
    began = natives.now();
    let next = 0;
    const step = (): void => {
      const last = next === urls.length - 1;
      if (last && calls === undefined && job.watch !== true) gate.muted = false;
      const loading = environment.load(urls[next++] as string);
      follow(loading, last ? loaded : step, fail);
    };
    const loaded = (namespace: Namespace): void => {
      if (calls === undefined) return settle(finishWhenQuiet);
      // A task of its own: a flood of microtasks, which never lets one come, must not pass.
      settle(() => observe(namespace, calls, prepared));
    };
    step();
  }

  function observe(namespace: Namespace, calls: readonly Call[], prepared: readonly Prepared[]): void {
    const targets: unknown[] = [];
    // Looked up once, all before the first call: an `export let` may change later.
    for (let i = 0; i < calls.length; i++) {
      const wanted = (calls[i] as Call).export;
      if (natives.descriptor(namespace, wanted) === undefined)
        return post({ kind: 'missing', wanted, found: namesOf(namespace) });
      const target = namespace[wanted];
      if (typeof target !== 'function') {
        return end({ value: new TypeError(wanted + ' is ' + describeKind(target) + ', not a function') });
      }
      append(targets, target);
    }
    for (let i = 0; i < calls.length; i++) {
      const { first, second } = prepared[i] as Prepared;
      post({ kind: 'outcome', outcome: callTwice(targets[i], first, second) });
    }
    end();
  }

  function callTwice(target: unknown, first: unknown[], second: unknown[]): RawOutcome {
    let value: Encoded;
    try {
      value = encode(natives.apply(target, undefined, first), readTensor);
    } catch (thrown) {
      return { kind: 'threw', error: describeThrown(thrown) };
    }
    const argsAfter: Encoded[] = [];
    for (let i = 0; i < first.length; i++) append(argsAfter, encode(first[i], readTensor));
    let again: Encoded;
    try {
      again = encode(natives.apply(target, undefined, second), readTensor);
    } catch {
      again = { kind: 'other', what: 'an error, though the first call with the same arguments gave none' };
    }
    return { kind: 'returned', value, again, argsAfter };
  }

  return { start, stray: fail };
}

interface Prepared {
  readonly first: unknown[];
  readonly second: unknown[];
}

/* Copied before learner code runs, so with whatever builtins are at hand; the argument list itself is ours. */
function prepareCalls(calls: readonly Call[]): Prepared[] {
  return calls.map((call) => ({ first: call.args.map(copyPlain), second: call.args.map(copyPlain) }));
}

function copyPlain(value: Plain): unknown {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map(copyPlain);
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, copyPlain(inner as Plain)]));
}

/* Dependencies come first in the list, so each address is known when it is needed. */
function link(modules: readonly LinkedModule[], environment: Environment): string[] {
  const addresses = new Map<string, string>(Object.entries(environment.libraries));
  return modules.map((module) => {
    let code = module.code[0] ?? '';
    module.links.forEach((target, i) => {
      code += (addresses.get(target) ?? target) + (module.code[i + 1] ?? '');
    });
    const address = environment.address(code, module.name);
    addresses.set(module.name, address);
    return address;
  });
}

/* `then` builds its result with `promise.constructor[Symbol.species]`, which learner code can replace: hide it. */
function follow(
  promise: Promise<Namespace>,
  ok: (namespace: Namespace) => void,
  fail: (thrown: unknown) => void,
): void {
  natives.define(promise, 'constructor', { __proto__: null, value: undefined } as unknown as PropertyDescriptor);
  natives.then(promise, ok, fail);
}

function namesOf(namespace: Namespace): string[] {
  const keys = natives.ownKeys(namespace);
  const names: string[] = [];
  for (let i = 0; i < keys.length; i++) if (typeof keys[i] === 'string') append(names, keys[i] as string);
  return names;
}

function describeKind(value: unknown): string {
  if (value === undefined || value === null) return '' + value;
  if (typeof value === 'object') return natives.isArray(value) ? 'an array' : 'an object';
  return 'a ' + typeof value;
}
