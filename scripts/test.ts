// `npm test`: every check of the project in order. Goes on after a failure, so that one run shows all of them.
// `--fast` leaves out the build and what needs it.
import { join } from 'node:path';
import { root } from './sources.ts';
import { run, type Result, type Step } from './steps.ts';

const bin = (name: string): string => join(root, 'node_modules', name);
const vitest = (project: string): Step => ({ name: project, vitest: project });

const STEPS: readonly (Step & { readonly slow?: true })[] = [
  { name: 'format', commands: [[bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']] },
  { name: 'lint', commands: [[bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']] },
  {
    name: 'types',
    commands: [
      [bin('typescript/bin/tsc'), '--build', '--pretty', 'false'],
      // Writes the types of the content collections, which the check of the pages reads.
      [bin('astro/bin/astro.mjs'), 'sync', '--silent'],
      [bin('astro/bin/astro.mjs'), 'check', '--tsconfig', 'tsconfig.site.json', '--minimumFailingSeverity', 'error'],
      [bin('svelte-check/bin/svelte-check'), '--tsconfig', 'tsconfig.site.json', '--output', 'human'],
    ],
  },
  vitest('unit'),
  { ...vitest('lessons'), name: 'lesson proofs' },
  vitest('architecture'),
  { name: 'build', commands: [[join(root, 'scripts/build.ts')]], slow: true },
  { ...vitest('browser'), slow: true },
  { ...vitest('budgets'), slow: true },
];

function table(results: readonly Result[]): string {
  const rows = results.map(({ name, passed, failed, seconds }) => [
    failed === 0 ? 'ok' : 'FAILED',
    name,
    `${passed} passed`,
    failed === 0 ? '' : `${failed} failed`,
    `${seconds.toFixed(1)} s`,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

const fast = process.argv.includes('--fast');
const results: Result[] = [];
for (const step of STEPS) {
  if (fast && step.slow) continue;
  results.push(await run(step));
}

const sum = (key: 'passed' | 'failed' | 'seconds'): number => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${table(results)}\n\n${(sum('seconds') / 60).toFixed(1)} minutes in all`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
