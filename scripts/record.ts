/** Runs every cell of every lesson and writes its output beside it. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { recordProgram } from '../src/runner/record.ts';

const lessons = new URL('../lessons/', import.meta.url).pathname;

/** All cells, a lesson's cells together: they may import each other. */
export async function cellFiles(): Promise<string[]> {
  const files = await readdir(lessons, { recursive: true });
  return files.filter((file) => /^\d+-[^/]+\/cells\/[^/]+\.ts$/.test(file)).sort();
}

/** The output of one cell, as it belongs into its `.out.json`. */
export async function recordCell(file: string): Promise<string> {
  const folder = join(lessons, dirname(file));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const modules = Object.fromEntries(
    await Promise.all(names.map(async (name) => [basename(name, '.ts'), await readFile(join(folder, name), 'utf8')])),
  );
  const { outputs, end } = await recordProgram({ modules, entry: basename(file, '.ts') });
  if (end.kind !== 'finished') throw new Error(`${file} did not finish: ${JSON.stringify(end)}`);
  return `${JSON.stringify(outputs)}\n`;
}

export function recordingOf(file: string): string {
  return join(lessons, file.replace(/\.ts$/, '.out.json'));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const file of await cellFiles()) {
    const target = recordingOf(file);
    const before = existsSync(target) ? await readFile(target, 'utf8') : undefined;
    const now = await recordCell(file);
    if (before === now) continue;
    await writeFile(target, now);
    console.log(`recorded ${file}`);
  }
}
