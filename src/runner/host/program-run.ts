/** One program from text to end: prepared, sent to a worker, watched, and ended in exactly one way. */
import type { Call, ErrorInfo, StopReason } from '../../grading/index.ts';
import type { Deadline, Program, Running } from '../protocol.ts';
import type { FromWorker, LinkedModule } from '../sandbox/messages.ts';
import type { Addresses } from '../prepare/error-place.ts';
import type { SandboxBundle } from './sandbox-bundle.ts';
import type { Ready, SandboxSupply, Taken } from './sandbox-supply.ts';
import { RunWatch } from './run-watch.ts';

type PlaceError = (raw: Extract<FromWorker, { kind: 'end' }>['error'] & object) => Promise<ErrorInfo>;

/** How the ways in which a program can end become the answer of `run` or `observe`. */
export interface Ends<End> {
  refused(error: ErrorInfo): End;
  ended(ms: number, error: ErrorInfo | undefined): End;
  stopped(reason: StopReason, ms: number): End;
  unavailable(why: string): End;
  /** Looks at every message; an answer ends the run. */
  hear(message: FromWorker, place: PlaceError): End | undefined;
  /** Called once, before the answer is given, and may put it off. */
  settled(): Promise<void>;
}

interface RunOptions<End> {
  readonly program: Program;
  readonly calls: readonly Call[] | undefined;
  readonly watch: boolean;
  readonly deadline: Deadline;
  readonly supply: SandboxSupply;
  readonly load: () => Promise<SandboxBundle>;
  readonly ends: Ends<End>;
}

/** A program under way, which may have to give way to another. */
export interface ProgramRun<End> extends Running<End> {
  giveWay(): void;
}

/** Starts a program. The promise always settles and never rejects. */
export function runProgram<End>(options: RunOptions<End>): ProgramRun<End> {
  const { ends, supply } = options;
  const state: RunState = { over: false, halt: () => {} };
  const stopped = new Promise<End>((resolve) => {
    state.halt = (reason) => {
      state.over = true;
      resolve(ends.stopped(reason, 0));
    };
  });
  const ended = begin(options, state).catch((error: unknown) =>
    ends.unavailable(`The sandbox could not be loaded: ${String(error)}`),
  );
  const done = Promise.race([ended, stopped]).then(async (end) => {
    state.over = true;
    await ends.settled();
    return end;
  });
  const halt = (reason: StopReason): void => {
    if (state.over) return;
    if (state.claim !== undefined) supply.giveBack(state.claim);
    state.halt(reason);
  };
  return { done, stop: () => halt('user'), giveWay: () => halt('newer') };
}

interface RunState {
  over: boolean;
  /** Ends the run from outside. Before learner code runs there is nothing to remove. */
  halt: (reason: StopReason) => void;
  /** A worker that has been asked for and not yet used. */
  claim?: Promise<Taken> | undefined;
}

async function begin<End>(options: RunOptions<End>, state: RunState): Promise<End> {
  const { ends, supply } = options;
  void supply.warm();
  const [{ prepare }, { placeError }, bundle] = await Promise.all([
    import('../prepare/prepare.ts'),
    import('../prepare/error-place.ts'),
    options.load(),
  ]);
  const prepared = prepare(options.program, bundle.exportNames);
  if (prepared.kind === 'failed') return ends.refused(prepared.error);
  for (let attempt = 0; attempt < 3 && !state.over; attempt++) {
    state.claim = supply.take();
    const taken = await state.claim;
    if (state.over) break;
    state.claim = undefined;
    if (taken.kind === 'failed') return ends.unavailable(taken.why);
    if (taken.kind === 'ready') return watchRun(options, state, taken.ready, prepared.modules, placeError);
  }
  return ends.unavailable('The sandbox could not be started.');
}

function watchRun<End>(
  options: RunOptions<End>,
  state: RunState,
  { frame, worker }: Ready,
  modules: readonly LinkedModule[],
  placeError: typeof import('../prepare/error-place.ts').placeError,
): Promise<End> {
  const { ends, supply, calls, watch: births, deadline } = options;
  return new Promise<End>((resolve) => {
    let addresses: Addresses = [];
    let started = false;
    const place: PlaceError = (raw) => placeError(raw, addresses, modules);
    const startWatch = (): RunWatch => {
      frame.resetHeartbeat();
      return new RunWatch({ deadline, heartbeat: (now) => frame.heartbeat(now), stop: halt });
    };
    const finish = (end: End | Promise<End>, burning: boolean): void => {
      state.over = true;
      watch.close();
      if (burning) supply.renew();
      else supply.finish(frame);
      resolve(end);
    };
    const halt = (reason: StopReason): void => {
      if (state.over) return;
      // A frame can also die while it waits, and then no program is to blame.
      const idle = reason === 'memory' && !started;
      const ms = reason === 'deadline' ? watch.due : watch.elapsed;
      finish(idle ? ends.unavailable('The sandbox had died; run again.') : ends.stopped(reason, ms), true);
    };
    let watch = startWatch();
    state.halt = halt;
    worker.send({ modules, calls, ...(births ? { watch: true } : {}) }, (message) => {
      if (state.over) return;
      if (message.kind === 'started') {
        started = true;
        addresses = message.urls.map((url, i) => ({ url, name: modules[i]?.name ?? '' }));
        watch.close();
        watch = startWatch();
        return;
      }
      watch.heard();
      if (state.over) return;
      if (message.kind === 'flood') return halt('flood');
      const answer = ends.hear(message, place);
      if (answer !== undefined) return finish(answer, false);
      if (message.kind !== 'end') return;
      const { ms, error } = message;
      finish(
        error === undefined ? ends.ended(ms, undefined) : place(error).then((info) => ends.ended(ms, info)),
        false,
      );
    });
  });
}
