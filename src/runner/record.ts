/**
 * For builds: runs a lesson's own cell in Node and returns what it shows. No sandbox: for trusted programs only.
 * The result depends on nothing but the program: no times, and of the progress only its last word.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as engine from '../../engine/index.ts';
import { cutOutputs } from './host/cut-outputs.ts';
import type { RecordTask } from './node/record-worker.ts';
import * as output from './output.ts';
import { placeError } from './prepare/error-place.ts';
import { prepare } from './prepare/prepare.ts';
import type { Output, Program, RunEnd } from './protocol.ts';
import type { FromWorker, LinkedModule } from './sandbox/messages.ts';

/** What a program showed, and how it ended (with all times 0). */
export interface Recorded {
  readonly outputs: readonly Output[];
  readonly end: RunEnd;
}

/** Longest run of a recorded program, in milliseconds. */
const RECORD_WITHIN = 60_000;

const EXPORT_NAMES = {
  risotto: Object.keys(engine),
  'risotto/output': Object.keys(output).filter((name) => name !== 'connectOutput'),
};

function addressOf(relative: string): string {
  return new URL(relative, import.meta.url).href;
}

/** Runs a trusted program and records its outputs. */
export async function recordProgram(program: Program): Promise<Recorded> {
  const prepared = prepare(program, EXPORT_NAMES);
  if (prepared.kind === 'failed') return { outputs: [], end: { kind: 'threw', ms: 0, error: prepared.error } };
  const folder = await mkdtemp(join(tmpdir(), 'risotto-record-'));
  try {
    return await recordModules(prepared.modules, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function recordModules(modules: readonly LinkedModule[], folder: string): Promise<Recorded> {
  const libraries = { risotto: addressOf('../../engine/index.ts'), 'risotto/output': addressOf('./output.ts') };
  const workerData: RecordTask = { modules, libraries, folder };
  const worker = new Worker(new URL('./node/record-worker.ts', import.meta.url), { workerData, env: {}, execArgv: [] });
  const shown: Output[] = [];
  let urls: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = await new Promise<Extract<FromWorker, { kind: 'end' }> | 'deadline'>((resolve, reject) => {
    timer = setTimeout(() => resolve('deadline'), RECORD_WITHIN);
    worker.on('error', reject);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'started') urls = message.urls;
      if (message.kind === 'outputs') shown.push(...message.outputs);
      if (message.kind === 'end') resolve(message);
    });
  }).finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
  if (end === 'deadline') return { outputs: settled(shown), end: { kind: 'stopped', ms: 0, reason: 'deadline' } };
  const outputs = [...settled(shown), ...cutOutputs(end.dropped)];
  if (end.error === undefined) return { outputs, end: { kind: 'finished', ms: 0 } };
  const addresses = urls.map((url, i) => ({ url, name: modules[i]?.name ?? '' }));
  return { outputs, end: { kind: 'threw', ms: 0, error: await placeError(end.error, addresses, modules) } };
}

/* How often progress is sent depends on the clock; its last word does not. */
function settled(shown: readonly Output[]): Output[] {
  const last = shown.findLast((one) => one.kind === 'progress');
  return [...shown.filter((one) => one.kind !== 'progress'), ...(last === undefined ? [] : [last])];
}
