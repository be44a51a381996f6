/** The two uses of a program run: showing what it prints, and calling what it exports. */
import type { Encoded, Observed, Outcome } from '../../grading/index.ts';
import type { Output, RunEnd } from '../protocol.ts';
import type { Dropped, FromWorker, RawOutcome } from '../sandbox/messages.ts';
import { cutOutputs } from './cut-outputs.ts';
import type { Ends } from './program-run.ts';

const NOTHING: Dropped = { lines: 0, characters: 0, points: 0, charts: 0 };
const later = (): Promise<void> => Promise.resolve();

/** For `run`: outputs go to `onOutput` as they come, what was dropped at the end. */
export function showing(onOutput: (output: Output) => void): Ends<RunEnd> {
  let dropped = NOTHING;
  const show = (output: Output): void => {
    try {
      onOutput(output);
    } catch (error) {
      // A listener's mistake is the page's own; the run goes on.
      reportError(error);
    }
  };
  return {
    refused: (error) => ({ kind: 'threw', ms: 0, error }),
    ended: (ms, error) => (error === undefined ? { kind: 'finished', ms } : { kind: 'threw', ms, error }),
    stopped: (reason, ms) => ({ kind: 'stopped', ms, reason }),
    unavailable: (why) => ({ kind: 'unavailable', why }),
    hear: (message) => {
      if (message.kind === 'outputs') message.outputs.forEach(show);
      if (message.kind === 'alive' || message.kind === 'end') dropped = message.dropped;
      return undefined;
    },
    settled: () => {
      cutOutputs(dropped).forEach(show);
      return later();
    },
  };
}

/** For `observe`: outcomes are collected, one for each call. */
export function observing(wanted: number): Ends<Observed> {
  const outcomes: Promise<Outcome>[] = [];
  const placed: Outcome[] = [];
  return {
    refused: (error) => ({ kind: 'failed', error }),
    ended: (_ms, error) => {
      if (error !== undefined) return { kind: 'failed', error };
      if (outcomes.length === wanted) return { kind: 'observed', outcomes: placed };
      return { kind: 'unavailable', why: 'The sandbox gave an incomplete answer.' };
    },
    stopped: (reason, ms) => ({ kind: 'stopped', reason, ms }),
    unavailable: (why) => ({ kind: 'unavailable', why }),
    hear: (message, place) => {
      if (message.kind === 'missing') return { kind: 'missing', wanted: message.wanted, found: [...message.found] };
      if (message.kind !== 'outcome' || outcomes.length === wanted) return undefined;
      const outcome = checkedOutcome(message);
      const placing = outcome.kind === 'threw' ? place(outcome.error) : undefined;
      outcomes.push(
        placing === undefined
          ? Promise.resolve(outcome as Outcome)
          : placing.then((error): Outcome => ({ kind: 'threw', error })),
      );
      return undefined;
    },
    settled: async () => void placed.push(...(await Promise.all(outcomes))),
  };
}

/* The worker's port is out of learner code's reach; should it ever not be, a malformed value is still no crash here. */
function checkedOutcome(message: Extract<FromWorker, { kind: 'outcome' }>): RawOutcome {
  const { outcome } = message;
  if (outcome.kind !== 'returned') return outcome;
  const { value, again, argsAfter } = outcome;
  return { kind: 'returned', value: checked(value), again: checked(again), argsAfter: argsAfter.map(checked) };
}

function checked(value: Encoded): Encoded {
  if (value.kind === 'number') return { kind: 'number', value: Number(value.value) };
  if (value.kind === 'object') {
    return {
      kind: 'object',
      fields: Object.fromEntries(Object.entries(value.fields).map(([k, v]) => [k, checked(v)])),
    };
  }
  if (value.kind !== 'array') return { kind: 'other', what: String(value.what) };
  const size = value.shape.reduce((product, length) => product * length, 1);
  if (!(value.data instanceof Float64Array) || value.data.length !== size)
    return { kind: 'other', what: 'a malformed array' };
  return value;
}
