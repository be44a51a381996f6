/**
 * The page in which hostile programs run, with the runner and grader of the site. It asks its server for one attempt after
 * another by itself: when a sandbox's process dies, Playwright takes the page for dead and would ask no more.
 */
import { grade, type Observe, type Report } from '../../../../src/grading/index.ts';
import { createRunner, type Output, type Program, type Runner } from '../../../../src/runner/index.ts';
import { countFrames } from '../../runner/page/count-frames.ts';
import type { Attempt, Seen } from '../attempt.ts';
import { differences, leaveBelongings, picture } from './belongings.ts';
import { exercises } from './exercises.ts';

const asProgram = (text: string): Program => ({ modules: { solution: text }, entry: 'solution' });

const SEED = 20261124;
const LEAST_WATCH = 250;
const IDLE_WATCH = 150;
const HARMLESS = asProgram(
  "console.log('next');\nexport const grad = (x: number[], w: number[]) => w.map((v, i) => 2 * v * x[i] ** 2);",
);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface GradedIn {
  readonly report: Report;
  readonly took: number;
}

async function gradeIn(
  runner: Runner,
  program: Program,
  exercise: string,
  deadline?: Attempt['deadline'],
): Promise<GradedIn> {
  const bundle = exercises[exercise];
  if (bundle === undefined) throw new Error(`There is no exercise ${exercise}.`);
  let took = 0;
  const observe: Observe = async (calls) => {
    // The deadline counts from the moment learner code starts: have the worker ready, so that it is all that is timed.
    await runner.warm();
    const began = performance.now();
    const observed = await runner.observe(program, calls, deadline === undefined ? {} : { deadline }).done;
    took = Math.max(took, performance.now() - began);
    return observed;
  };
  return { report: await grade(bundle, observe, { seed: SEED }), took };
}

async function cellIn(runner: Runner, program: Program, deadline?: Attempt['deadline']): Promise<Seen['cell']> {
  await runner.warm();
  const outputs: Output[] = [];
  const began = performance.now();
  const run = runner.run(program, (output) => outputs.push(output), deadline === undefined ? {} : { deadline });
  return { end: await run.done, took: performance.now() - began, outputs };
}

const linesOf = (outputs: readonly Output[]): string[] =>
  outputs.flatMap((output) =>
    output.kind === 'log' ? [output.parts.map((part) => (part.kind === 'text' ? part.text : '▦')).join('')] : [],
  );

async function attempt(runner: Runner, { program, exercise, deadline }: Attempt): Promise<Seen> {
  await runner.warm();
  const before = await picture();
  const frames = countFrames();
  const began = performance.now();
  const cell = await cellIn(runner, program, deadline);
  const said = cell.outputs.length;
  const graded = await gradeIn(runner, program, exercise, deadline);
  const over = performance.now();
  const following = await cellIn(runner, HARMLESS);
  const ready = performance.now() - over;
  const { report } = await gradeIn(runner, HARMLESS, 'toy');
  await pause(LEAST_WATCH - (performance.now() - began));
  const touched = differences(before, await picture());
  const busy = frames();
  const counting = countFrames();
  await pause(IDLE_WATCH);
  if (cell.outputs.length !== said) touched.push('the output of a cell that had ended');
  return {
    cell,
    graded,
    next: { end: following.end, lines: linesOf(following.outputs), passed: report.passed, ready },
    frames: busy,
    idle: counting(),
    touched,
  };
}

async function serveAttempts(): Promise<void> {
  await leaveBelongings();
  const whole = createRunner();
  for (;;) {
    const answer = await fetch('/attempt', { method: 'POST' });
    if (!answer.ok) return;
    const wanted = (await answer.json()) as Attempt;
    const runner = wanted.omit.length === 0 ? whole : createRunner({ omitRules: wanted.omit });
    const seen = await attempt(runner, wanted).catch((error: unknown) => ({ failed: String(error) }));
    if (runner !== whole) runner.dispose();
    await fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });
  }
}

void serveAttempts();
