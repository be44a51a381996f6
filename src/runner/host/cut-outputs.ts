import type { Output } from '../protocol.ts';
import type { Dropped } from '../sandbox/messages.ts';

/** What was dropped, as outputs: one for each kind. */
export function cutOutputs(dropped: Dropped): Output[] {
  return (['lines', 'characters', 'points', 'charts'] as const)
    .filter((what) => dropped[what] > 0)
    .map((what) => ({ kind: 'cut', dropped: dropped[what], what }));
}
