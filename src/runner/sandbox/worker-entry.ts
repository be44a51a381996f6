/** The first script of a sandbox worker: takes its port and its own copies, applies the prelude, waits for a job. */
import { createCore, type Namespace } from './core.ts';
import type { Boot, FromWorker, Job } from './messages.ts';
import { natives } from './natives.ts';
import { applyPrelude } from './prelude-rules.ts';
import { createTimers } from './timers.ts';

const scope = globalThis as unknown as {
  addEventListener(type: string, listener: (event: MessageEvent) => void, options?: { once: boolean }): void;
};

const { Blob: OwnBlob, URL: OwnURL } = globalThis;
const createObjectURL = OwnURL.createObjectURL.bind(OwnURL);
const address = (code: string): string => createObjectURL(new OwnBlob([code], { type: 'text/javascript' }));
const load = (url: string): Promise<Namespace> => import(/* @vite-ignore */ url) as Promise<Namespace>;
const addListener = scope.addEventListener.bind(scope);

const timers = createTimers({
  setTimeout: globalThis.setTimeout.bind(globalThis),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  setInterval: globalThis.setInterval.bind(globalThis),
  clearInterval: globalThis.clearInterval.bind(globalThis),
});

function getterOf(owner: { readonly prototype: object }, key: string): (event: unknown) => unknown {
  const get = Object.getOwnPropertyDescriptor(owner.prototype, key)?.get as () => unknown;
  return (event) => natives.apply(get, event, []);
}

const errorOf = getterOf(ErrorEvent, 'error');
const reasonOf = getterOf(PromiseRejectionEvent, 'reason');
const preventDefault = Event.prototype.preventDefault;

async function boot(given: Boot, port: MessagePort): Promise<void> {
  const send = MessagePort.prototype.postMessage;
  const post = (message: FromWorker): void => void natives.apply(send, port, [message]);
  try {
    applyPrelude(globalThis, given.omit);
    Object.assign(globalThis, timers.api);
    const libraries = { risotto: address(given.engine), 'risotto/output': address(given.output) };
    const [engine, output] = await Promise.all([load(libraries.risotto), load(libraries['risotto/output'])]);
    const core = createCore({
      post,
      address,
      load,
      libraries,
      engine,
      connectOutput: output['connectOutput'] as () => void,
      setConsole: (value) => void Object.defineProperty(globalThis, 'console', { value, writable: true }),
      timers,
    });
    addListener('error', (event) => {
      natives.apply(preventDefault, event, []);
      core.stray(errorOf(event));
    });
    addListener('unhandledrejection', (event) => {
      natives.apply(preventDefault, event, []);
      core.stray(reasonOf(event));
    });
    // As a property: the prelude took addEventListener away from ports as well.
    port.onmessage = (event: MessageEvent<Job>) => {
      port.onmessage = null;
      core.start(event.data);
    };
    post({ kind: 'ready' });
  } catch (error) {
    post({ kind: 'broken', why: String(error) });
  }
}

addListener('message', (event) => void boot(event.data as Boot, event.ports[0] as MessagePort), { once: true });
