import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../src/runner/index.ts';
import { openRunnerPage, type RunnerPage } from './runner-page.ts';

let at: RunnerPage;
beforeAll(async () => {
  at = await openRunnerPage();
  await at.ask('runner.warm()');
});
afterAll(() => at.close());

const text = (outputs: readonly Output[]): string[] =>
  outputs.flatMap((output) =>
    output.kind === 'log' ? [output.parts.map((part) => (part.kind === 'text' ? part.text : '▦')).join('')] : [],
  );
const idle = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('running', () => {
  it('streams lines, tensors, points and progress', async () => {
    const { end, outputs } = await at.run(`import { tensor } from 'risotto';
import { plot, progress } from 'risotto/output';
const w = tensor([[1, 2], [3, 4]]);
console.log('w', w);
for (let i: number = 0; i < 3; i++) { plot('loss', i, 1 / i); progress(i, 3); }
console.error('end');`);
    expect(end.kind).toBe('finished');
    expect(outputs.slice(0, 3)).toEqual([
      {
        kind: 'log',
        level: 'log',
        parts: [
          { kind: 'text', text: 'w ' },
          { kind: 'tensor', shape: [2, 2], dtype: 'float32', requiresGrad: false, size: 4, data: [1, 2, 3, 4] },
        ],
      },
      { kind: 'point', series: 'loss', x: 0, y: null },
      { kind: 'progress', done: 0, total: 3 },
    ]);
    expect(text(outputs)).toEqual(['w ▦', 'end']);
  });

  it('has the engine’s WASM kernels at work, under the policy of the site', async () => {
    const { outputs } = await at.run(`import { tensor } from 'risotto';
const sum = tensor([1, 2]).add(tensor([3, 4]));
console.log(sum.storage.address > 0, sum.toArray());`);
    expect(text(outputs)).toEqual(['true [4, 6]']);
  });

  it('streams while the program runs', async () => {
    const { first, took } = await at.run(
      "console.log('now'); const t = performance.now(); while (performance.now() - t < 600);",
    );
    expect(first).toBeLessThan(300);
    expect(took).toBeGreaterThan(600);
  });

  it('mutes earlier modules and carries no state from run to run', async () => {
    const program = {
      modules: {
        a: "console.log('a'); export const a = 1;",
        b: "import { a } from './a.ts'; globalThis.kept ??= 0; console.log(a, ++globalThis.kept);",
      },
      entry: 'b',
    };
    for (let i = 0; i < 2; i++) expect(text((await at.run(program)).outputs)).toEqual(['1 1']);
  });

  it.each([
    [
      'a name that is not there',
      'const a: number = 1;\n\nfoo(a);',
      { name: 'ReferenceError', line: 3, module: 'cell' },
    ],
    [
      'a throw inside a function',
      "interface A {\n  b: number;\n}\nconst f = (): A => {\n  throw new TypeError('no');\n};\nf();",
      { name: 'TypeError', message: 'no', line: 5 },
    ],
    ['a syntax error', 'let a = 1;\nlet b = ;', { name: 'SyntaxError', line: 2, column: 9 }],
    ['a syntax error only the engine sees', 'let a = 1;\nlet a = 2;', { name: 'SyntaxError', line: 2, column: 5 }],
    ['an unknown import', "let a = 1;\nimport { b } from './b'; b;", { name: 'ImportError', line: 2 }],
    ['a rejection nobody handles', "\nPromise.reject(new Error('lost'));", { message: 'lost', line: 2 }],
    ['a throw in a microtask', "\nqueueMicrotask(() => { throw new Error('micro'); });", { message: 'micro', line: 2 }],
    ['a throw after await', "await null;\nthrow new Error('late');", { message: 'late', line: 2 }],
    ['throw null', 'throw null;', { message: 'Your code threw null' }],
    ['throw undefined', 'throw undefined;', { message: 'Your code threw undefined' }],
    [
      'a thrown Proxy',
      'throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });',
      { message: 'Your code threw something that cannot be shown' },
    ],
    [
      'an error with hostile getters',
      "throw Object.defineProperty(new Error('x'), 'stack', { get() { for (;;); } });",
      { message: 'x' },
    ],
    ['endless recursion', 'const f = (): number => f() + 1;\nf();', { name: 'RangeError', line: 1 }],
    ['a wrong call of the engine', "import { tensor } from 'risotto';\ntensor([[1, 2], [3]]);", { line: 2 }],
  ])('places %s', async (_what, cell, error) => {
    const { end } = await at.run(cell);
    expect(end).toMatchObject({ kind: 'threw', error });
  });

  it('cuts a flood of lines and points, and the page stays smooth', async () => {
    const lines = await at.run("for (let i = 0; i < 1e6; i++) console.log('line ' + i);");
    expect(lines.end.kind).toBe('finished');
    expect(lines.outputs.at(-1)).toEqual({ kind: 'cut', dropped: 1e6 - 200, what: 'lines' });
    const points = await at.run(
      "import { plot } from 'risotto/output'; for (let i = 0; i < 3e6; i++) plot('loss', i, 1);",
    );
    expect(points.outputs.at(-1)).toEqual({ kind: 'cut', dropped: 3e6 - 10_000, what: 'points' });
    expect(points.fps).toBeGreaterThan(40);
  });

  it('cuts one huge line', async () => {
    const { outputs } = await at.run("console.log('x'.repeat(1e7), new Float64Array(1e7)); console.log({ a: 1 });");
    expect(JSON.stringify(outputs).length).toBeLessThan(6000);
    expect(text(outputs)).toHaveLength(2);
  });
});

describe('stopping', () => {
  it.each([
    ['a loop', "console.log('in'); for (;;) {}"],
    ['a promise that never settles', "console.log('in'); await new Promise(() => {});"],
    ['a flood of microtasks', "console.log('in'); const again = () => { Promise.resolve().then(again); }; again();"],
    ['a loop in a timer', "console.log('in'); setTimeout(() => { for (;;); });"],
    ['native sorting', "console.log('in'); for (;;) new Array(3e6).fill(0).map(Math.random).sort();"],
  ])('ends %s at the deadline while the page stays smooth', async (_what, cell) => {
    const { end, outputs, took, fps } = await at.run(cell, { deadline: { silence: 1000 } });
    expect(end).toMatchObject({ kind: 'stopped', reason: 'deadline' });
    expect(text(outputs)).toEqual(['in']);
    expect(took).toBeLessThan(1000 + 250 + 250);
    expect(fps).toBeGreaterThan(45);
    const next = await at.run('console.log(1)');
    expect(next.end.kind).toBe('finished');
  });

  it('ends a talkative loop at the total deadline', async () => {
    const { end } = await at.run('for (let i = 0; ; i++) console.log(i);', { deadline: { silence: 400, total: 900 } });
    expect(end).toMatchObject({ kind: 'stopped', reason: 'deadline' });
  });

  it('stops for the user, and the next run is ready soon', async () => {
    const stopped = await at.run('for (;;) {}', { stopAfter: 400 });
    expect(stopped.end).toMatchObject({ kind: 'stopped', reason: 'user' });
    const next = await at.run('console.log(1)');
    expect(next.end.kind).toBe('finished');
    expect(next.first).toBeLessThan(1000);
  });

  it('stops the older run when a newer one begins, at whatever moment', async () => {
    const ends = await at.ask<{ kind: string; reason?: string }[]>(`(async () => {
      const program = (text) => ({ modules: { cell: text }, entry: 'cell' });
      const runs = [];
      for (const wait of [0, 0, 1, 5, 30, 200]) {
        runs.push(runner.run(program('for (;;) {}'), () => {}).done);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
      runs.push(runner.run(program('1'), () => {}).done);
      return Promise.all(runs);
    })()`);
    expect(ends.map((end) => end.reason ?? end.kind)).toEqual([...Array(6).fill('newer'), 'finished']);
  });

  it('says what is missing where the sandbox cannot start', async () => {
    const end = await at.ask<{ kind: string; why: string }>(`(() => {
      const broken = withOptions({ load: async () => ({ workerScript: '', engineModule: '', outputModule: '', exportNames: {}, frameScriptHash: 'sha256-x' }) });
      return broken.run({ modules: { cell: '1' }, entry: 'cell' }, () => {}).done.finally(() => broken.dispose());
    })()`);
    expect(end.kind).toBe('unavailable');
    expect(end.why).toContain('3 seconds');
  });
});

describe('speed', () => {
  it('starts quickly', async () => {
    const warm: number[] = [];
    const cold: number[] = [];
    for (let i = 0; i < 50; i++) {
      await idle(120);
      warm.push((await at.run('console.log(1)')).first ?? NaN);
    }
    for (let i = 0; i < 20; i++) cold.push((await at.run('console.log(1)')).first ?? NaN);
    const at95 = (times: number[]): string => {
      times.sort((a, b) => a - b);
      return `p50 ${times[times.length >> 1]?.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]?.toFixed(1)} ms`;
    };
    console.log(`first output, warm: ${at95(warm)}; one run right after another: ${at95(cold)}`);
    expect(Math.max(...warm)).toBeLessThan(2000);
  });
});
