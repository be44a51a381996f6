/** What is said when there are no answers to judge. */
import { errorWords } from './error-words.ts';
import type { Observed, StopReason } from './observation.ts';
import type { ReportError } from './report.ts';

const stops: { readonly [reason in StopReason]: (seconds: string) => string } = {
  user: (seconds) => `Stopped by you after ${seconds}. Nothing was judged, and nothing passed.`,
  newer: (seconds) =>
    `Stopped after ${seconds}, since something else was started. Nothing was judged, and nothing passed.`,
  deadline: (seconds) =>
    `Still running after ${seconds}, so it was stopped; it does not pass. Is there a loop that never ends?`,
  memory: (seconds) =>
    `It used up the memory after ${seconds} and was stopped; it does not pass. Does an array grow without end?`,
  flood: (seconds) =>
    `It printed far too much and was stopped after ${seconds}; it does not pass. Print outside the loop.`,
};

/** A clear sentence for code that was never judged. */
export function refusalOf(observed: Exclude<Observed, { kind: 'observed' }>): ReportError {
  switch (observed.kind) {
    case 'failed':
      return {
        kind: 'failed',
        says: errorWords('Your code stops before the function can be called', observed.error),
        info: observed.error,
      };
    case 'missing':
      return { kind: 'missing', says: missing(observed.wanted, observed.found) };
    case 'stopped':
      return {
        kind: 'stopped',
        says: stops[observed.reason](`${reportSeconds(observed.ms)} s`),
        reason: observed.reason,
      };
    case 'unavailable':
      return { kind: 'unavailable', says: `Your code could not be run here: ${observed.why}` };
  }
}

function reportSeconds(ms: number): string {
  return String(Number((ms / 1000).toPrecision(2)));
}

function missing(wanted: string, found: readonly string[]): string {
  if (found.length === 0) return `Nothing is exported. Write \`export\` before \`function ${wanted}\`.`;
  if (found.length === 1 && found[0] === 'default')
    return `Your function is exported as the default, without its name. Write \`export function ${wanted}\`, without \`default\`.`;
  const alike =
    found.find((name) => plainName(name) === plainName(wanted)) ?? (found.length === 1 ? found[0] : undefined);
  const list = found.map((name) => `\`${name}\``).join(', ');
  return alike === undefined
    ? `There is no \`${wanted}\` among what you export (${list}).`
    : `You export ${list}, but the function must be called \`${wanted}\`. Rename \`${alike}\`, capitals included.`;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
