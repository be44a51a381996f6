// One contestant, one workload, one worker, as round.ts is one process.
import type { Contestant, Workload } from '../contestant.ts';
import { measure, type Timing } from '../measure.ts';

export interface Order {
  /** Where the contestant's bundle is served. */
  readonly url: string;
  readonly workload: Workload;
  readonly timing: Timing;
}

async function answer({ url, workload, timing }: Order): Promise<unknown> {
  try {
    const { contestant } = (await import(/* @vite-ignore */ url)) as { contestant: Contestant };
    return await measure(contestant, workload, timing);
  } catch (error) {
    return String(error);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  void answer(data).then((round) => self.postMessage(round));
});
