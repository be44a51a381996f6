/** What to say about the end of a run. */
import type { ErrorInfo, StopReason } from '../grading/index.ts';
import type { BirthSearch } from '../runner/index.ts';
import type { RunEnd } from '../runner/protocol.ts';

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export function stopWords(reason: StopReason, ms: number): string {
  switch (reason) {
    case 'user':
      return `Stopped by you after ${seconds(ms)}.`;
    case 'newer':
      return `Stopped after ${seconds(ms)}, since something else was started.`;
    case 'deadline':
      return `Stopped after ${seconds(ms)}: nothing came out for too long. If it is an endless loop, look at its condition; if it is honest work, let it print or call progress() now and then.`;
    case 'memory':
      return `Stopped after ${seconds(ms)}: it ran out of memory. Your text is safe.`;
    case 'flood':
      return `Stopped after ${seconds(ms)}: it sent more output than a page can hold.`;
  }
}

export function endWords(end: RunEnd, ownModule: string): string {
  switch (end.kind) {
    case 'finished':
      return `Ran in ${seconds(end.ms)}.`;
    case 'threw':
      return `Stopped with an error${placeWords(end.error, ownModule, ' in line ')}.`;
    case 'stopped':
      return stopWords(end.reason, end.ms);
    case 'unavailable':
      return `This browser cannot run the code here: ${end.why} Reading, editing and saving still work.`;
  }
}

/** Where the first NaN or infinity of a run came from. */
export function birthWords(found: BirthSearch, ownModule: string): string {
  if (found.kind === 'unknown') return '';
  if (found.kind !== 'born')
    return 'The NaN or infinity comes from plain arithmetic, not from an operation of the engine: look for a division by zero, an index past the end, or a function that returns nothing.';
  const { op, value, given } = found.birth;
  const where = placeWords({ name: '', message: '', ...found.birth }, ownModule, ' in line ');
  return given
    ? `The first ${value} was there before ${op}()${where} was called with it: look at how its inputs were made.`
    : `The first ${value} was born in ${op}()${where}; what went in was finite.`;
}

export function errorTitle(error: ErrorInfo, ownModule: string): string {
  const where = placeWords(error, ownModule, 'Line ');
  return `${where}${where && ': '}${error.name}`;
}

function placeWords({ line, module }: ErrorInfo, ownModule: string, before: string): string {
  if (line === undefined) return '';
  return `${before}${line}${module && module !== ownModule ? ` of ${module}` : ''}`;
}
