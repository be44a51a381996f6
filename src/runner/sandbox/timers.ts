/** Timers for learner code, counted so that a run ends when nothing is left to wait for. */
import { natives } from './natives.ts';

type Handle = unknown;
type NativeTimer = (task: () => void, ms?: number) => Handle;

export interface NativeTimers {
  readonly setTimeout: NativeTimer;
  readonly clearTimeout: (handle: never) => void;
  readonly setInterval: NativeTimer;
  readonly clearInterval: (handle: never) => void;
}

export interface Timers {
  /** Runs a task of the sandbox's own in a later turn; not counted. */
  turn(task: () => void): void;
  pending(): number;
  /** Calls back once, when no timer is left. */
  onQuiet(task: () => void): void;
  onThrow(report: (thrown: unknown) => void): void;
  /** No learner callback runs after this. */
  close(): void;
  /** The four functions learner code sees. */
  readonly api: { readonly [name: string]: (...args: never[]) => unknown };
}

interface Waiting {
  readonly handle: Handle;
  readonly repeats: boolean;
}

/** Wraps the given timers. */
export function createTimers(given: NativeTimers): Timers {
  // Numbers for handles, in an object without prototype: nothing of it can be reached or replaced.
  const waiting = { __proto__: null } as unknown as { [id: number]: Waiting | undefined };
  let count = 0;
  let last = 0;
  let open = true;
  let quiet: (() => void) | undefined;
  let report: (thrown: unknown) => void = () => {};

  function forget(id: number): void {
    if (waiting[id] === undefined) return;
    delete waiting[id];
    count--;
    if (count === 0 && quiet !== undefined) {
      const task = quiet;
      quiet = undefined;
      task();
    }
  }

  function run(callback: unknown, args: readonly unknown[]): void {
    if (!open || typeof callback !== 'function') return;
    try {
      natives.apply(callback, undefined, args);
    } catch (thrown) {
      report(thrown);
    }
  }

  function wait(repeats: boolean, callback: unknown, ms: unknown, args: readonly unknown[]): number {
    const id = ++last;
    const delay = typeof ms === 'number' ? ms : 0;
    const task = repeats
      ? () => run(callback, args)
      : () => {
          run(callback, args);
          forget(id);
        };
    const handle = repeats ? given.setInterval(task, delay) : given.setTimeout(task, delay);
    waiting[id] = { handle, repeats };
    count++;
    return id;
  }

  function clear(id: unknown): void {
    const found = typeof id === 'number' ? waiting[id] : undefined;
    if (found === undefined) return;
    if (found.repeats) given.clearInterval(found.handle as never);
    else given.clearTimeout(found.handle as never);
    forget(id as number);
  }

  return {
    turn: (task) => void given.setTimeout(task, 0),
    pending: () => count,
    onQuiet: (task) => void (quiet = task),
    onThrow: (handler) => void (report = handler),
    close: () => void (open = false),
    api: {
      setTimeout: (callback: unknown, ms?: unknown, ...args: unknown[]) => wait(false, callback, ms, args),
      setInterval: (callback: unknown, ms?: unknown, ...args: unknown[]) => wait(true, callback, ms, args),
      clearTimeout: clear,
      clearInterval: clear,
    },
  };
}
