/**
 * Finds the exercises in the lessons' folders and loads one when it is opened: `lessons/06-dw/exercises/layer`
 * is the exercise `dw/layer`. The number is order, never identity.
 */
import type { ExerciseBundle, ExerciseDefinition, ExerciseFunction } from '../grading/index.ts';

type Code = Readonly<Record<string, ExerciseFunction>>;

const definitions = import.meta.glob<{ exercise: ExerciseDefinition }>('../../lessons/*/exercises/*/exercise.ts');
const solutions = import.meta.glob<Code>('../../lessons/*/exercises/*/solution.ts');
const mistakes = import.meta.glob<Code>('../../lessons/*/exercises/*/mistakes/*.ts');
const starters = import.meta.glob<string>('../../lessons/*/exercises/*/starter.ts', {
  query: '?raw',
  import: 'default',
});
const payoffs = import.meta.glob<string>('../../lessons/*/exercises/*/payoff.ts', { query: '?raw', import: 'default' });

const folderPattern = /^(.*\/lessons\/\d+-([^/]+)\/exercises\/([^/]+))\//;

const folders = new Map<string, string>(
  Object.keys(definitions)
    .sort()
    .flatMap((path) => {
      const [, folder, concept, slug] = folderPattern.exec(path) ?? [];
      return folder === undefined ? [] : [[`${concept}/${slug}`, folder] as const];
    }),
);

/** Ids of all exercises, in the order of their lessons. */
export function exerciseIds(): string[] {
  return [...folders.keys()];
}

/** An exercise with its functions and texts. @throws when there is none of this id, or a file is missing. */
export async function loadExercise(id: string): Promise<ExerciseBundle> {
  const folder = folders.get(id);
  if (folder === undefined) throw new Error(`There is no exercise ${id}. There are: ${exerciseIds().join(', ')}.`);
  const [{ exercise: definition }, solution, starter, payoff] = await Promise.all([
    load(definitions, `${folder}/exercise.ts`),
    load(solutions, `${folder}/solution.ts`),
    load(starters, `${folder}/starter.ts`),
    load(payoffs, `${folder}/payoff.ts`),
  ]);
  if (definition.id !== id)
    throw new Error(`The exercise in ${folder} calls itself ${definition.id}; its folder says ${id}.`);
  const { name } = definition.signature;
  const known = await Promise.all(
    filesIn(mistakes, `${folder}/mistakes`).map(
      async (path) => [slugOf(path), functionOf(await load(mistakes, path), name, path)] as const,
    ),
  );
  const named = Object.keys(definition.mistakes).sort().join(', ');
  const present = known
    .map(([slug]) => slug)
    .sort()
    .join(', ');
  if (named !== present) throw new Error(`Exercise ${id} names the mistakes ${named}; its files are ${present}.`);
  return {
    definition,
    solution: functionOf(solution, name, folder),
    mistakes: Object.fromEntries(known),
    starter,
    payoff,
  };
}

function load<T>(files: Readonly<Record<string, () => Promise<T>>>, path: string): Promise<T> {
  const file = files[path];
  if (!file) throw new Error(`${path} is missing.`);
  return file();
}

function filesIn(files: Readonly<Record<string, unknown>>, folder: string): string[] {
  return Object.keys(files)
    .filter((path) => path.startsWith(`${folder}/`))
    .sort();
}

function slugOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.ts$/, '');
}

function functionOf(module: Code, name: string, path: string): ExerciseFunction {
  const found = module[name];
  if (!found) throw new Error(`${path} does not export ${name}.`);
  return found;
}
