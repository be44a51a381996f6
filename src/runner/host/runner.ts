/** The runner of a page: one program at a time, the newest wins. */
import type { Call, Observed } from '../../grading/index.ts';
import type { Deadline, Output, Program, RunEnd, Running } from '../protocol.ts';
import { searching, type BirthSearch } from './birth.ts';
import { runProgram, type Ends, type ProgramRun } from './program-run.ts';
import { observing, showing } from './run-ends.ts';
import { loadSandboxBundle, type SandboxBundle } from './sandbox-bundle.ts';
import { SandboxSupply } from './sandbox-supply.ts';

/** For a cell. */
export const CELL_DEADLINE: Deadline = { silence: 5000, total: 60_000 };
/** For the calls of one check; the answer to each call ends a silence. */
export const OBSERVE_DEADLINE: Deadline = { silence: 5000, total: 10_000 };

/** For a second run, which prints nothing: as long as a first may take that is silent or not. */
const SEARCH_DEADLINE: Deadline = { silence: 20_000, total: 20_000 };

export interface RunnerOptions {
  /** Where the sandbox's scripts come from; a test may give others. */
  readonly load?: () => Promise<SandboxBundle>;
  /** Prelude rules to leave out, by name: for the test that shows what each is for, never for learners. */
  readonly omitRules?: readonly string[];
}

export interface ProgramOptions {
  readonly deadline?: Partial<Deadline>;
}

/** Runs and observes learner programs in a sandbox. */
export interface Runner {
  /** Runs a program; a run still under way is stopped first and ends as stopped by 'newer'. */
  run(program: Program, onOutput: (output: Output) => void, options?: ProgramOptions): Running<RunEnd>;
  /** Loads a program and makes the calls, each twice with fresh arguments. Stops a run under way likewise. */
  observe(program: Program, calls: readonly Call[], options?: ProgramOptions): Running<Observed>;
  /** Runs a program once more, showing nothing, to find what made its first NaN or infinity. Stops a run under way likewise. */
  findBirth(program: Program): Running<BirthSearch>;
  /** Gets frame and worker ready ahead, so that the first run starts quickly. */
  warm(): Promise<void>;
  /** Stops everything and removes the frame. */
  dispose(): void;
}

/** Makes the runner of a page. It does nothing until it is first used. */
export function createRunner(options: RunnerOptions = {}): Runner {
  let bundle: Promise<SandboxBundle> | undefined;
  const fetchBundle = options.load ?? loadSandboxBundle;
  const load = (): Promise<SandboxBundle> => {
    bundle ??= fetchBundle().catch((error: unknown) => {
      // Offline at the wrong moment: the next run may try again.
      bundle = undefined;
      throw error;
    });
    return bundle;
  };
  const supply = new SandboxSupply(load, options.omitRules ?? []);
  let current: ProgramRun<unknown> | undefined;
  let disposed = false;

  function begin<End>(
    program: Program,
    calls: readonly Call[] | undefined,
    deadline: Deadline,
    ends: Ends<End>,
    watch = false,
  ): Running<End> {
    if (disposed) return { done: Promise.resolve(ends.unavailable('The runner was closed.')), stop: () => {} };
    current?.giveWay();
    const running = runProgram({ program, calls, watch, deadline, supply, load, ends });
    current = running;
    return running;
  }

  return {
    run: (program, onOutput, { deadline } = {}) =>
      begin(program, undefined, { ...CELL_DEADLINE, ...deadline }, showing(onOutput)),
    observe: (program, calls, { deadline } = {}) =>
      begin(program, calls, { ...OBSERVE_DEADLINE, ...deadline }, observing(calls.length)),
    findBirth: (program) => begin(program, undefined, SEARCH_DEADLINE, searching(), true),
    warm: async () => {
      if (disposed) return;
      await Promise.all([supply.warm(), import('../prepare/prepare.ts'), import('../prepare/error-place.ts')]);
    },
    dispose: () => {
      disposed = true;
      current?.stop();
      supply.remove();
    },
  };
}
