/** How a version is named. */
import type { Version } from '../progress/index.ts';

/** The time of a version: the day only where it is another than today. */
export function versionTime(at: number, now = Date.now()): string {
  const time = new Date(at);
  const today = new Date(now).toDateString() === time.toDateString();
  return time.toLocaleString('en-GB', {
    ...(today ? {} : { day: 'numeric', month: 'short', year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

export const whyWords: Readonly<Record<Version['why'], string>> = {
  run: 'run',
  rest: 'while typing',
  replaced: 'before something else was put in',
};

/** How much one text differs from the other, in words. */
export function sizeWords(added: number, removed: number): string {
  if (added === 0 && removed === 0) return 'nothing changed';
  const lines = (count: number, verb: string) => `${count} ${count === 1 ? 'line' : 'lines'} ${verb}`;
  return [added > 0 ? lines(added, 'added') : '', removed > 0 ? lines(removed, 'removed') : '']
    .filter((part) => part !== '')
    .join(', ');
}
