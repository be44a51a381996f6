import { unitOf, type Contestant, type Running, type Workload } from './contestant.ts';

/** How long one round takes, and whether it looks at the first losses. */
export interface Timing {
  readonly seconds: number;
  readonly warmupSeconds: number;
  /** How many of the first steps to keep the losses of; the slowest stop after `patience` seconds. */
  readonly losses: number;
  readonly patience: number;
}

export interface Round {
  /** In the workload's unit. */
  readonly rate: number;
  readonly losses: readonly number[];
}

/** Sets a workload up, warms it up and measures it. Runs in a process or a worker of its own. */
export async function measure(contestant: Contestant, workload: Workload, timing: Timing): Promise<Round> {
  await contestant.ready?.();
  const running = contestant.workloads[workload]?.();
  if (running === undefined) throw new Error(`${contestant.name} has no ${workload}.`);
  const start = performance.now();
  const losses = firstLosses(running, timing);
  repeat(running, timing.warmupSeconds - (performance.now() - start) / 1000);
  const { steps, seconds } = repeat(running, timing.seconds);
  running.dispose?.();
  return { rate: (steps / seconds) * unitOf(workload).perStep, losses };
}

function firstLosses(running: Running, { losses: count, patience }: Timing): number[] {
  if (running.probe !== undefined && count > 0) {
    running.step();
    return [running.probe()];
  }
  const end = performance.now() + 1000 * patience;
  const losses: number[] = [];
  while (losses.length < count && (losses.length === 0 || performance.now() < end)) losses.push(running.step());
  return losses;
}

function repeat(running: Running, atLeastSeconds: number): { steps: number; seconds: number } {
  const start = performance.now();
  let [steps, elapsed, between] = [0, 0, 1];
  while (elapsed < 1000 * atLeastSeconds) {
    for (let i = 0; i < between; i++) running.step();
    steps += between;
    elapsed = performance.now() - start;
    // Looks at the clock about a hundred times, so that looking costs nothing.
    // In a browser the clock is coarse and may not have moved yet.
    between = Math.max(1, elapsed === 0 ? 2 * between : Math.floor((steps / elapsed) * atLeastSeconds * 10));
  }
  return { steps, seconds: elapsed / 1000 };
}
