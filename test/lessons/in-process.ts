/** Code observed in this process, for trusted functions in tests: what the sandbox does, without the wall. */
import type { Call, Observe, Observed, Outcome } from '../../src/grading/index.ts';
import { encode } from '../../src/grading/encode.ts';
import { clonePlain } from '../../src/grading/plain.ts';

/** Observe the exports of a module that is loaded already. */
export function observeModule(module: Readonly<Record<string, unknown>>): Observe {
  return async (calls): Promise<Observed> => {
    const wanted = calls.find((call) => typeof module[call.export] !== 'function')?.export;
    if (wanted !== undefined) return { kind: 'missing', wanted, found: Object.keys(module) };
    return { kind: 'observed', outcomes: calls.map((call) => observeCall(module, call)) };
  };
}

function observeCall(module: Readonly<Record<string, unknown>>, call: Call): Outcome {
  const run = module[call.export] as (...args: unknown[]) => unknown;
  try {
    const args = call.args.map(clonePlain);
    const value = encode(run(...args));
    const argsAfter = args.map(encode);
    return { kind: 'returned', value, argsAfter, again: encode(run(...call.args.map(clonePlain))) };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { kind: 'threw', error: { name: error.name, message: error.message } };
  }
}
