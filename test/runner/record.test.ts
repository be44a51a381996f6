import { describe, expect, it } from 'vitest';
import { recordProgram } from '../../src/runner/record.ts';

describe('recordProgram', () => {
  it('records lines, tensors, points and the last progress', async () => {
    const cell = `import { tensor } from 'risotto';
import { plot, progress } from 'risotto/output';
const w: number[][] = [[1, 2], [3, 4]];
console.log('w =', tensor(w));
for (let i = 0; i < 3; i++) { plot('loss', i, 1 / (i + 1)); progress(i + 1, 3); }
console.warn('done');`;
    const recorded = await recordProgram({ modules: { cell }, entry: 'cell' });
    expect(recorded.end).toEqual({ kind: 'finished', ms: 0 });
    expect(recorded.outputs).toEqual([
      {
        kind: 'log',
        level: 'log',
        parts: [
          { kind: 'text', text: 'w = ' },
          { kind: 'tensor', shape: [2, 2], dtype: 'float32', requiresGrad: false, size: 4, data: [1, 2, 3, 4] },
        ],
      },
      { kind: 'point', series: 'loss', x: 0, y: 1 },
      { kind: 'point', series: 'loss', x: 1, y: 0.5 },
      { kind: 'point', series: 'loss', x: 2, y: 1 / 3 },
      { kind: 'log', level: 'warn', parts: [{ kind: 'text', text: 'done' }] },
      { kind: 'progress', done: 3, total: 3 },
    ]);
    expect(await recordProgram({ modules: { cell }, entry: 'cell' })).toEqual(recorded);
  });

  it('mutes earlier cells and places errors', async () => {
    const modules = {
      first: "console.log('first'); export const a = null;",
      cell: "import { a } from './first';\n\nconsole.log(a.b);",
    };
    const recorded = await recordProgram({ modules, entry: 'cell' });
    expect(recorded.outputs).toEqual([]);
    expect(recorded.end).toMatchObject({ kind: 'threw', ms: 0, error: { name: 'TypeError', module: 'cell', line: 3 } });
  });

  it('sees tensors that are views', async () => {
    const cell = "import { tensor } from 'risotto';\nconsole.log(tensor([[1, 2, 3], [4, 5, 6]]).transpose(0, 1));";
    const { outputs } = await recordProgram({ modules: { cell }, entry: 'cell' });
    expect(outputs).toMatchObject([{ parts: [{ shape: [3, 2], data: [1, 4, 2, 5, 3, 6] }] }]);
  });
});
