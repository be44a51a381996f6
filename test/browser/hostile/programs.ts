/** Reads the hostile programs: a text each, with what must become of it in its header. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Program } from '../../../src/runner/protocol.ts';

const CLASSES = ['timeout', 'memory', 'truncated', 'blocked', 'fail', 'pass', 'policy', 'error', 'any'] as const;
const ENDS = ['finished', 'threw', 'stopped'] as const;

/** Classes of outcome; see the README. */
export type Expected = (typeof CLASSES)[number];

export interface HostileProgram {
  readonly name: string;
  /** Its modules by name, each with its text; `solution` is the one that runs. A line `// ---- module name` begins another. */
  readonly modules: Program['modules'];
  /** What may become of it: the class its header expects, and any that its header accepts as well and says why. */
  readonly expect: readonly Expected[];
  readonly exercise: string;
  /** How it must end as a cell, where the class does not say it. */
  readonly cell: (typeof ENDS)[number] | undefined;
  /** What must be read in its output or report. */
  readonly shows: RegExp | undefined;
  /** The prelude rule without which it gets through. */
  readonly needs: string | undefined;
}

const folder = new URL('programs/', import.meta.url);

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`${name}: "${value}" is none of ${allowed.join(', ')}.`);
  return found;
}

function modulesOf(text: string): Program['modules'] {
  const [solution = '', ...others] = text.split(/^\/\/ ---- module (\w+)\n/m);
  const modules: Record<string, string> = { solution };
  for (let i = 0; i < others.length; i += 2) modules[others[i] ?? ''] = others[i + 1] ?? '';
  return modules;
}

function read(file: string): HostileProgram {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const field = (key: string): string | undefined => new RegExp(`^// ${key}: (.*)$`, 'm').exec(text)?.[1];
  const [cell, shows, accepted] = [field('cell'), field('shows'), field('accept')];
  if (accepted !== undefined && field('because') === undefined)
    throw new Error(`${file} accepts ${accepted}, but not because.`);
  return {
    name: file.replace(/\.ts$/, ''),
    modules: modulesOf(text),
    expect: [field('expect') ?? '', ...(accepted === undefined ? [] : [accepted])].map((one) =>
      oneOf(file, one, CLASSES),
    ),
    exercise: field('exercise') === 'dw/layer' ? 'dw/layer' : 'toy',
    cell: cell === undefined ? undefined : oneOf(file, cell, ENDS),
    shows: shows === undefined ? undefined : new RegExp(shows),
    needs: field('needs'),
  };
}

/** All of them, by name. */
export const programs: readonly HostileProgram[] = readdirSync(folder).sort().map(read);
