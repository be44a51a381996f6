/** Turns what the sandbox says of an error into what the learner reads: their module, their line, what to do. */
import type { ErrorInfo } from '../../grading/index.ts';
import type { LinkedModule, RawError } from '../sandbox/messages.ts';
import { helpFor } from './error-help.ts';

/** Addresses under which modules were loaded, and their names. */
export type Addresses = readonly { readonly url: string; readonly name: string }[];

interface Place {
  readonly module: string;
  readonly line: number;
}

/** The innermost place of a stack that is in learner text. V8, Firefox and Safari all write `address:line:column`. */
export function placeOf(stack: string, addresses: Addresses): Place | undefined {
  for (const frame of stack.split('\n')) {
    for (const { url, name } of addresses) {
      const at = frame.lastIndexOf(url);
      const line = at < 0 ? undefined : /^:(\d+)/.exec(frame.slice(at + url.length))?.[1];
      if (line !== undefined) return { module: name, line: Number(line) };
    }
  }
  return undefined;
}

function lineCount(module: LinkedModule): number {
  return module.code.join('').split('\n').length;
}

/** The error for the learner. Syntax errors that only the engine noticed are looked up with acorn. */
export async function placeError(
  raw: RawError,
  addresses: Addresses,
  modules: readonly LinkedModule[],
): Promise<ErrorInfo> {
  // The message stands at the head of a V8 stack and may hold anything, addresses among it.
  const stack = raw.message !== '' ? raw.stack.replace(raw.message, () => '') : raw.stack;
  const place = placeOf(stack, addresses);
  if (place === undefined && raw.name === 'SyntaxError') {
    const { findSyntaxError } = await import('./syntax-error.ts');
    const found = findSyntaxError(modules);
    if (found !== undefined) return found;
  }
  const message = addresses.reduce((text, { url, name }) => text.replaceAll(url, `./${name}`), raw.message);
  const module = place && modules.find((entry) => entry.name === place.module);
  const known = module !== undefined && place !== undefined && place.line <= lineCount(module) ? place : {};
  const help = helpFor(raw.name, message);
  return { name: raw.name, message, ...known, ...(help === undefined ? {} : { help }) };
}
