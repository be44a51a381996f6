/** Runs one trusted program in a thread of its own, with the core of the sandbox but without its walls. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { createCore, type Namespace } from '../sandbox/core.ts';
import type { FromWorker, LinkedModule } from '../sandbox/messages.ts';
import { createTimers } from '../sandbox/timers.ts';

/** What the thread is started with. */
export interface RecordTask {
  readonly modules: readonly LinkedModule[];
  /** Addresses of 'risotto' and 'risotto/output'. */
  readonly libraries: { readonly [specifier: string]: string };
  /** A folder for the modules, since Node imports files and not blobs. */
  readonly folder: string;
}

const { modules, libraries, folder } = workerData as RecordTask;
const port = parentPort;
if (port === null) throw new Error('record-worker runs in a worker thread only.');

let files = 0;
function address(code: string): string {
  const file = join(folder, `module-${files++}.mjs`);
  writeFileSync(file, code);
  return pathToFileURL(file).href;
}

const load = (url: string): Promise<Namespace> => import(/* @vite-ignore */ url) as Promise<Namespace>;
const timers = createTimers({ setTimeout, clearTimeout, setInterval, clearInterval });
const post = (message: FromWorker): void => port.postMessage(message);
const [engine, output] = await Promise.all([
  load(libraries['risotto'] as string),
  load(libraries['risotto/output'] as string),
]);
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
process.on('uncaughtException', (error) => core.stray(error));
process.on('unhandledRejection', (reason) => core.stray(reason));
Object.assign(globalThis, timers.api);
core.start({ modules, calls: undefined });
