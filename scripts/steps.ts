import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources.ts';

/** One line of the table at the end: either Node programs that must end well, or a project of the Vitest config. */
export interface Step {
  readonly name: string;
  readonly commands?: readonly (readonly string[])[];
  readonly vitest?: string;
}

export interface Result {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A step that hangs must not hang the whole run. */
const LONGEST_MINUTES = 15;

function node(argv: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    });
    const watch = setTimeout(() => {
      console.error(`Stopped after ${LONGEST_MINUTES} minutes: ${argv.join(' ')}`);
      child.kill('SIGKILL');
    }, LONGEST_MINUTES * 60_000);
    child.on('error', (error) => console.error(error.message));
    child.on('close', (code) => {
      clearTimeout(watch);
      resolve(code === 0);
    });
  });
}

/** A program that is not a test runner counts as one test. */
async function runCommands(commands: readonly (readonly string[])[]): Promise<Counts> {
  let passed = 0;
  for (const command of commands) if (await node(command)) passed += 1;
  return { passed, failed: commands.length - passed };
}

/** Takes the counts from Vitest's own report. No report, or a bad end without a failed test, is a failure too. */
async function runVitest(project: string): Promise<Counts> {
  const folder = join(root, '.cache', 'results');
  const report = join(folder, `${project}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const entry = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = await node([entry, 'run', '--project', project, ...reporters]);
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number };
    const unseen = !ok && counts.numFailedTests === 0 ? 1 : 0;
    return { passed: counts.numPassedTests, failed: counts.numFailedTests + unseen };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Runs one step with its output streaming, and says how it went. */
export async function run(step: Step): Promise<Result> {
  console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 60 - step.name.length))}`);
  const started = Date.now();
  const counts = step.vitest === undefined ? await runCommands(step.commands ?? []) : await runVitest(step.vitest);
  const seconds = (Date.now() - started) / 1000;
  console.log(`${step.name}: ${counts.failed === 0 ? 'ok' : `${counts.failed} failed`} (${seconds.toFixed(1)} s)`);
  return { name: step.name, ...counts, seconds };
}
