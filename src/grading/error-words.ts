import type { ErrorInfo } from './observation.ts';

/** What happened, where, the error in its own words, and what to do about it. */
export function errorWords(what: string, { name, message, line, help }: ErrorInfo): string {
  const where = line === undefined ? '' : ` (line ${line})`;
  return [`${what}${where}: ${name}: ${message}`, help].filter(Boolean).join(' ');
}
