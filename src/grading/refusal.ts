/** What is said when there are no answers to judge. */
import { errorWords } from './error-words.ts';
import type { Observed, StopReason } from './observation.ts';
import type { ReportError } from './report.ts';

/* Where the code is to blame, nothing is said that another machine, or the next try, would say otherwise. */
const stops: { readonly [reason in StopReason]: (ms: number) => string } = {
  user: (ms) => `Stopped by you after ${seconds(ms)} s. Nothing was judged, and nothing passed.`,
  newer: (ms) =>
    `Stopped after ${seconds(ms)} s, since something else was started. Nothing was judged, and nothing passed.`,
  deadline: (ms) =>
    `Still running after ${passed(ms)} s, so it was stopped; it does not pass. Is there a loop that never ends?`,
  memory: () => `It used up the memory and was stopped; it does not pass. Does an array grow without end?`,
  flood: () => `It printed far too much and was stopped; it does not pass. Print outside the loop.`,
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
        says: stops[observed.reason](observed.ms),
        reason: observed.reason,
      };
    case 'unavailable':
      return { kind: 'unavailable', says: `Your code could not be run here: ${observed.why}` };
  }
}

function seconds(ms: number): string {
  return String(Number((ms / 1000).toPrecision(2)));
}

/** The deadline that has passed, without the moments that earlier calls took. */
function passed(ms: number): string {
  return String(ms < 1000 ? Math.floor(ms / 100) / 10 : Math.floor(ms / 1000));
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
