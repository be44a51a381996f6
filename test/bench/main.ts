// `npm run bench`: the engine beside its peers. Options: --workloads W1,W6 --contestants risotto,jax-js --rounds 5
// --seconds 1 --quick (one short round) --browser (risotto and jax-js in a worker of Chromium).
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/sources.ts';
import { IN_BROWSER, withBrowser } from './browser.ts';
import { bundleForNode, bundleSize, CACHE } from './bundle.ts';
import { WORKLOADS, type Contestant, type Workload } from './contestant.ts';
import type { Round, Timing } from './measure.ts';
import { aligned, brief, disagreements, median, report, type Result } from './table.ts';

const CONTESTANTS = [
  'risotto',
  'risotto-fallback',
  'risotto-composed',
  'tfjs-cpu',
  'tfjs-wasm',
  'jax-js',
  'js-pytorch',
  'plain',
];
const STEPS_TO_AGREE_ON = 20;
const LONGEST_ROUND_MS = 300_000;

const { values: options } = parseArgs({
  options: {
    workloads: { type: 'string' },
    contestants: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
  },
});

const contestantWanted = (name: string): boolean => options.contestants?.split(',').includes(name) ?? true;
/** `W6` means all its sizes. */
const workloadWanted = (name: string): boolean =>
  options.workloads === undefined ||
  options.workloads.split(',').some((word) => name === word || name.startsWith(`${word}-`));

const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));
const seconds = Number(options.seconds ?? (options.quick ? 0.2 : 1));
const workloads = WORKLOADS.filter(workloadWanted);

/** The losses are compared once, in the first round, where they warm the code up as well. */
const timingOf = (round: number): Timing => ({
  seconds,
  warmupSeconds: options.quick ? 0.1 : 0.3,
  losses: round === 0 ? STEPS_TO_AGREE_ON : 0,
  patience: options.quick ? 2 : 20,
});

interface Entrant {
  readonly contestant: Contestant;
  readonly bundle: string;
}

function inProcess<Answer>(script: string, ...args: string[]): Answer | string {
  const child = spawnSync(process.execPath, [join(root, 'test/bench', script), ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: LONGEST_ROUND_MS,
  });
  if (child.status === 0) return JSON.parse(child.stdout) as Answer;
  const error = /^\w*Error: .*$/m.exec(child.stderr)?.[0];
  return error ?? (child.signal === null ? `ended with ${child.status}` : `stopped after ${LONGEST_ROUND_MS / 1000} s`);
}

type RoundRunner = (entrant: Entrant, workload: Workload, timing: Timing) => Promise<Round | string>;

const nodeRound: RoundRunner = ({ bundle }, workload, timing) =>
  Promise.resolve(inProcess<Round>('round.ts', bundle, workload, JSON.stringify(timing)));

/** Interleaves: every contestant once, then every contestant again, so that a busy spell hits all alike. */
async function compete(entrants: readonly Entrant[], run: RoundRunner): Promise<Result[]> {
  const results: Result[] = [];
  for (const workload of workloads) {
    const lines = entrants
      .filter(({ contestant }) => workload in contestant.workloads || contestant.cannot?.[workload] !== undefined)
      .map((entrant) => ({ entrant, rates: [] as number[], losses: [] as number[], failure: '' }));
    for (let round = 0; round < rounds; round++) {
      for (const line of lines) {
        if (!(workload in line.entrant.contestant.workloads) || line.failure !== '') continue;
        const answer = await run(line.entrant, workload, timingOf(round));
        if (typeof answer === 'string') line.failure = answer;
        else line.rates.push(answer.rate);
        if (typeof answer !== 'string' && round === 0) line.losses.push(...answer.losses);
      }
    }
    for (const { entrant, rates, losses, failure } of lines) {
      const { name, cannot, differs } = entrant.contestant;
      const why = failure || cannot?.[workload] || differs?.[workload];
      results.push({ contestant: name, workload, rates, losses, ...(why ? { note: why } : {}) });
    }
    process.stderr.write(`${workload} `);
  }
  process.stderr.write('\n');
  return results;
}

async function startUp(entrants: readonly Entrant[]): Promise<string[][]> {
  const rows: string[][] = [];
  for (const { contestant, bundle } of entrants) {
    const times = (['W1', 'W2'] as const).map((workload) => {
      if (!(workload in contestant.workloads)) return NaN;
      const runs = Array.from({ length: rounds }, () => inProcess<number>('startup.ts', bundle, workload));
      return median(runs.filter((time) => typeof time === 'number'));
    });
    if (times.every(Number.isNaN)) continue;
    rows.push([contestant.name, ...times.map(brief), brief(await bundleSize(contestant.name))]);
  }
  return rows;
}

async function enter(name: string): Promise<Entrant> {
  const bundle = await bundleForNode(name);
  const described = inProcess<Contestant>('describe.ts', bundle);
  if (typeof described === 'string') throw new Error(`${name}: ${described}`);
  return { contestant: described, bundle };
}

const entrants: Entrant[] = [];
for (const name of CONTESTANTS.filter((name) => contestantWanted(name))) entrants.push(await enter(name));

console.log(`${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(2)}, Node ${process.version}`);
console.log(`Medians of ${rounds} interleaved rounds of about ${seconds} s, float32, one process per round.\n`);
const results = await compete(entrants, nodeRound);
console.log(report(results));

const inBrowser = options.browser
  ? await withBrowser((run) =>
      compete(
        entrants.filter(({ contestant }) => IN_BROWSER.includes(contestant.name)),
        ({ contestant }, workload, timing) => run(contestant.name, workload, timing),
      ),
    )
  : [];
if (options.browser) console.log(`\nIn a worker of Chromium:\n${report(inBrowser)}`);

const start = workloadWanted('W8') ? await startUp(entrants) : [];
if (start.length > 0) {
  console.log(`\nW8: from a fresh process to the first step, and what a page would load:`);
  console.log(aligned([['', 'W1 ms', 'W2 ms', 'gz KiB'], ...start]));
}

mkdirSync(CACHE, { recursive: true });
const file = join(CACHE, `${new Date().toISOString().replaceAll(':', '-')}.json`);
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg(), node: process.version };
writeFileSync(file, `${JSON.stringify({ machine, rounds, seconds, results, inBrowser, start }, null, 2)}\n`);
console.log(`\nWritten to ${file}`);
process.exitCode = disagreements(results).some(({ result }) => result.note === undefined) ? 1 : 0;
