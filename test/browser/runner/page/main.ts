/** The page that the runner's browser tests drive: a runner on the window, and a counter of frames. */
import { createRunner, type Output, type Program, type RunnerOptions } from '../../../../src/runner/index.ts';
import type { Call } from '../../../../src/grading/index.ts';
import { countFrames } from './count-frames.ts';

const runner = createRunner();
const program = (text: string | Program): Program =>
  typeof text === 'string' ? { modules: { cell: text }, entry: 'cell' } : text;

async function run(text: string | Program, options: { deadline?: object; stopAfter?: number } = {}): Promise<unknown> {
  const outputs: Output[] = [];
  const began = performance.now();
  let first: number | undefined;
  const frames = countFrames();
  const running = runner.run(
    program(text),
    (output) => {
      first ??= performance.now() - began;
      outputs.push(output);
    },
    options.deadline === undefined ? {} : { deadline: options.deadline },
  );
  if (options.stopAfter !== undefined) setTimeout(() => running.stop(), options.stopAfter);
  const end = await running.done;
  return { end, outputs, first, took: performance.now() - began, ...frames() };
}

async function observe(text: string | Program, calls: readonly Call[], deadline?: object): Promise<unknown> {
  const began = performance.now();
  const frames = countFrames();
  const options = deadline === undefined ? {} : { deadline };
  const observed = await runner.observe(program(text), calls, options).done;
  const plain = JSON.parse(
    JSON.stringify(observed, (_key, value: unknown) => (value instanceof Float64Array ? [...value] : value)),
  ) as object;
  return { observed: plain, took: performance.now() - began, ...frames() };
}

const withOptions = (options: RunnerOptions): ReturnType<typeof createRunner> => createRunner(options);

Object.assign(globalThis, { runner, run, observe, withOptions });
