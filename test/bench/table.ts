import { unitOf, WORKLOADS, type Workload } from './contestant.ts';

/** What all rounds of one contestant at one workload came to. */
export interface Result {
  readonly contestant: string;
  readonly workload: Workload;
  readonly rates: readonly number[];
  readonly losses: readonly number[];
  /** Why there are no figures, or why the losses are not those of the others. */
  readonly note?: string;
}

/** Whose figures ours are measured against. */
const PEERS = ['tfjs-cpu', 'tfjs-wasm', 'jax-js', 'js-pytorch'];
const LOSS_TOLERANCE = 1e-3;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n');
}

/** Three digits that count. */
export function brief(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 10_000) return `${(value / 1000).toFixed(value >= 100_000 ? 0 : 1)}k`;
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const rateOf = (result: Result | undefined): number =>
  result === undefined || result.rates.length === 0 ? NaN : median(result.rates);

/** The largest relative distance of two runs' losses over the steps both have. */
function distance(a: readonly number[], b: readonly number[]): number {
  const steps = Math.min(a.length, b.length);
  return Math.max(0, ...Array.from({ length: steps }, (_, i) => Math.abs(a[i]! - b[i]!) / Math.abs(b[i]!)));
}

export interface Disagreement {
  readonly result: Result;
  readonly distance: number;
  readonly reference: string;
}

/** Whose losses are not those of the first contestant whose losses should be right. */
export function disagreements(results: readonly Result[]): Disagreement[] {
  return WORKLOADS.flatMap((workload) => {
    const ran = results.filter((result) => result.workload === workload && result.losses.length > 0);
    const reference =
      PEERS.flatMap((peer) => ran.filter(({ contestant, note }) => contestant === peer && note === undefined))[0] ??
      ran.find(({ note }) => note === undefined);
    if (reference === undefined) return [];
    return ran
      .map((result) => ({
        result,
        distance: distance(result.losses, reference.losses),
        reference: reference.contestant,
      }))
      .filter((entry) => !(entry.distance <= LOSS_TOLERANCE));
  });
}

/** Figures, ratios to the best peer, and what is to be said about them. */
export function report(results: readonly Result[]): string {
  const contestants = [...new Set(results.map(({ contestant }) => contestant))];
  const workloads = WORKLOADS.filter((workload) => results.some((result) => result.workload === workload));
  const find = (contestant: string, workload: Workload): Result | undefined =>
    results.find((result) => result.contestant === contestant && result.workload === workload);
  const notes = [...new Set(results.flatMap(noteOf))];
  const mark = (result: Result | undefined): string => {
    const [note] = result === undefined ? [] : noteOf(result);
    return note === undefined ? '' : ` [${notes.indexOf(note) + 1}]`;
  };
  const rates = workloads.map((workload) => [
    `${workload} ${unitOf(workload).name}`,
    ...contestants.map((name) => brief(rateOf(find(name, workload))) + mark(find(name, workload))),
  ]);
  const ratios = workloads.map((workload) => {
    const best = Math.max(...PEERS.map((peer) => rateOf(find(peer, workload))).filter(Number.isFinite));
    return [workload, ...contestants.map((name) => brief(rateOf(find(name, workload)) / best))];
  });
  const wrong = disagreements(results).filter(({ result }) => result.note === undefined);
  return [
    aligned([['', ...contestants], ...rates]),
    '',
    `Ratio to the best of ${PEERS.filter((peer) => contestants.includes(peer)).join(', ')}:`,
    aligned([['', ...contestants], ...ratios]),
    '',
    ...notes.map((note, i) => `[${i + 1}] ${note}`),
    ...wrong.map(
      ({ result, distance: far, reference }) =>
        `LOSSES DIFFER: ${result.contestant} at ${result.workload} is ${far.toExponential(1)} from ${reference} and says no reason.`,
    ),
  ].join('\n');
}

const noteOf = ({ contestant, note, workload }: Result): string[] =>
  note === undefined ? [] : [`${contestant}, ${workload}: ${note}.`];
