/** What is measured: training in W1 to W5 (problems.ts says of what), products of matrices, passes over a million numbers. */
export const WORKLOADS = [
  'W1',
  'W2',
  'W3',
  'W4',
  'W5',
  'W6-64',
  'W6-128',
  'W6-256',
  'W6-512',
  'W6-1024',
  'W7-add',
  'W7-mul',
  'W7-exp',
] as const;

export type Workload = (typeof WORKLOADS)[number];

/** A workload that has been set up and can be run again and again. */
export interface Running {
  /** Runs it once. A training step returns its loss, so that nothing lazy can put the work off. */
  step(): number;
  /** One number of the last result, where reading it in every step would cost as much as the work. */
  probe?(): number;
  dispose?(): void;
}

type Reasons = Readonly<Partial<Record<Workload, string>>>;

/** A library that takes part: the same models and numbers as the others, written as its users would write them. */
export interface Contestant {
  readonly name: string;
  /** Starts what has to be started before the first tensor. */
  readonly ready?: () => Promise<void>;
  readonly workloads: Readonly<Partial<Record<Workload, () => Running>>>;
  /** Why it lacks a workload. */
  readonly cannot?: Reasons;
  /** Why its losses cannot agree with the others'. */
  readonly differs?: Reasons;
}

/** What one step of a workload amounts to, for figures other than steps per second. */
export function unitOf(workload: Workload): {
  readonly name: 'steps/s' | 'GFLOP/s' | 'GB/s';
  readonly perStep: number;
} {
  const [kind, detail = ''] = workload.split('-');
  if (kind === 'W6') return { name: 'GFLOP/s', perStep: (2 * Number(detail) ** 3) / 1e9 };
  const arrays = detail === 'exp' ? 2 : 3;
  if (kind === 'W7') return { name: 'GB/s', perStep: (arrays * 4 * 1e6) / 1e9 };
  return { name: 'steps/s', perStep: 1 };
}
