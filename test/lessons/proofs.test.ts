/** Every exercise of every lesson proves itself: what is right passes, what is wrong is told by its name. */
import { describe, expect, it, vi } from 'vitest';
import { exerciseIds, loadExercise } from '../../src/catalog/exercises.ts';
import { wrongEntries } from '../../src/grading/agreement.ts';
import { answerOf } from '../../src/grading/answer.ts';
import { differOn } from '../../src/grading/candidate.ts';
import { knownMistakes } from '../../src/grading/diagnose.ts';
import { leavesOf } from '../../src/grading/encode.ts';
import { grade } from '../../src/grading/index.ts';
import { numericAnswer } from '../../src/grading/numeric.ts';
import { drawProbes } from '../../src/grading/trial.ts';
import { observeModule } from './in-process.ts';

type Module = Readonly<Record<string, unknown>>;
const root = '../../lessons';
const starters = import.meta.glob<Module>('../../lessons/*/exercises/*/starter.ts');
const variants = import.meta.glob<Module>('../../lessons/*/exercises/*/variants/*.ts');
const payoffs = import.meta.glob<Module>('../../lessons/*/exercises/*/payoff.ts');

const lessons = import.meta.glob<string>('../../lessons/*/lesson.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const seeds = [1, 2, 3, 20_240_607];

function belongsTo(id: string): (path: string) => boolean {
  const [concept, slug] = id.split('/');
  const pattern = new RegExp(`^${root}/\\d+-${concept}/exercises/${slug}/`);
  return (path) => pattern.test(path);
}

describe.each(exerciseIds())('%s', async (id) => {
  const bundle = await loadExercise(id);
  const { definition, mistakes, solution } = bundle;
  const { name } = definition.signature;
  const gradeFunction = (run: unknown, seed: number) => grade(bundle, observeModule({ [name]: run }), { seed });
  const own = belongsTo(id);

  it.each(seeds)('passes its solution (seed %i)', async (seed) => {
    const report = await gradeFunction(solution, seed);
    expect(report).toMatchObject({ passed: true });
    expect(report.diagnosis).toBeUndefined();
  });

  it.each(seeds)('passes no check of the starter (seed %i)', async (seed) => {
    const path = Object.keys(starters).find(own) ?? '';
    const module = await starters[path]?.();
    const report = await grade(bundle, observeModule(module ?? {}), { seed });
    expect(report.checks.filter((check) => check.passed === check.of)).toEqual([]);
  });

  describe.each(Object.keys(mistakes))('mistake %s', (slug) => {
    it.each(seeds)('fails and is told by its name (seed %i)', async (seed) => {
      const report = await gradeFunction(mistakes[slug], seed);
      expect(report.passed).toBe(false);
      expect(report.diagnosis).toMatchObject({ kind: 'mistake', candidates: [{ id: slug }] });
      expect(report.diagnosis?.candidates).toHaveLength(1);
    });
  });

  it('knows at least six mistakes and five variants', () => {
    expect(Object.keys(mistakes).length).toBeGreaterThanOrEqual(6);
    expect(Object.keys(variants).filter(own).length).toBeGreaterThanOrEqual(5);
  });

  it.each(Object.keys(variants).filter(own))('passes %s', async (path) => {
    const module = await variants[path]?.();
    for (const seed of seeds) {
      const report = await grade(bundle, observeModule(module ?? {}), { seed });
      expect(report.failure).toBeUndefined();
      expect(report.passed).toBe(true);
    }
  });

  it.each(seeds)('has no check that every mistake passes (seed %i)', async (seed) => {
    const reports = await Promise.all(Object.values(mistakes).map((run) => gradeFunction(run, seed)));
    const useless = definition.checks.filter((_, index) =>
      reports.every((report) => report.checks[index]?.passed === report.checks[index]?.of),
    );
    expect(useless.map((check) => check.id)).toEqual([]);
  });

  it.each(seeds)('has no two mistakes that its probes cannot tell apart (seed %i)', (seed) => {
    const probes = drawProbes(bundle, seed);
    const known = knownMistakes(bundle);
    const alike = known.flatMap((a, index) =>
      known
        .slice(index + 1)
        .filter((b) => !probes.some((probe) => differOn(a, b, definition.signature, probe.args)))
        .map((b) => `${a.id} = ${b.id}`),
    );
    expect(alike).toEqual([]);
  });

  it.each(seeds)('has a reference that agrees with finite differences (seed %i)', (seed) => {
    if (!definition.forward) return;
    for (const probe of drawProbes(bundle, seed)) {
      const reference = answerOf(solution, definition.signature, probe.args);
      const numeric = numericAnswer(definition, probe.args);
      const leaves = numeric && leavesOf(numeric);
      expect(leaves?.map(({ path, shape }) => ({ path, shape }))).toEqual(
        reference.leaves?.map(({ path, shape }) => ({ path, shape })),
      );
      leaves?.forEach((leaf, part) => expect(wrongEntries(leaf, reference, part, true, 1e-6)).toEqual([]));
    }
  });

  it('says each mistake without code, and where it is explained', () => {
    for (const { says, see } of Object.values(definition.mistakes)) {
      expect(says.length).toBeGreaterThan(40);
      expect(says.length).toBeLessThan(320);
      expect(see).toMatch(/^[a-z0-9-]+$/);
    }
  });

  it('explains each mistake at a place that the lesson has', () => {
    const page =
      Object.entries(lessons).find(([path]) => new RegExp(`/\\d+-${id.split('/')[0]}/`).test(path))?.[1] ?? '';
    const marked = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
      (match[1] ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replace(/ /g, '-'),
    );
    const absent = Object.values(definition.mistakes).filter(
      ({ see }) => !marked.includes(see) && !headings.includes(see),
    );
    expect(absent).toEqual([]);
  });

  it('pays off: its loss falls at least tenfold, and not at all with the starter in its place', async () => {
    const payoff = Object.keys(payoffs).find(own) ?? '';
    const learned = await lossesOf(payoff);
    expect(learned.size).toBeGreaterThan(0);
    for (const series of learned.values()) expect(series.at(-1)).toBeLessThan((series[0] ?? 0) / 10);

    const starter = await starters[Object.keys(starters).find(own) ?? '']?.();
    const untaught = await lossesOf(payoff, () => starter ?? {});
    for (const series of untaught.values()) expect(series.at(-1)).toBeGreaterThan((series[0] ?? 0) / 10);
  });
});

/** Run a payoff without its pauses; `standIn` takes the place of the solution. */
async function lossesOf(payoff: string, standIn?: () => Module): Promise<Map<string, number[]>> {
  const solution = payoff.replace(/payoff\.ts$/, 'solution.ts');
  const losses = new Map<string, number[]>();
  vi.resetModules();
  vi.stubGlobal('setTimeout', (run: () => void) => queueMicrotask(run));
  vi.spyOn(console, 'log').mockImplementation(() => {});
  if (standIn) vi.doMock(solution, standIn);
  const { connectOutput } = await import('../../src/runner/output.ts');
  connectOutput({
    point: (series, _, y) => losses.set(series, [...(losses.get(series) ?? []), y]),
    progress: () => {},
  });
  try {
    await payoffs[payoff]?.();
  } finally {
    vi.doUnmock(solution);
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  }
  return losses;
}
