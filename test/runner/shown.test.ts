import { describe, expect, it } from 'vitest';
import { recordProgram } from '../../src/runner/record.ts';
import type { Output } from '../../src/runner/protocol.ts';
import { summarise } from '../../src/runner/number-summary.ts';
import { OUTPUT_LIMITS } from '../../src/runner/sandbox/output-gate.ts';
import { SHOWN_LIMITS } from '../../src/runner/sandbox/shown.ts';

async function outputs(text: string): Promise<readonly Output[]> {
  const cell = `import { Value, tensor, randn, zeros } from 'risotto';
import { table, bar, histogram, image, graph } from 'risotto/output';
void [Value, tensor, randn, zeros, table, bar, histogram, image, graph];
${text}`;
  const { outputs, end } = await recordProgram({ modules: { cell }, entry: 'cell' });
  if (end.kind === 'threw') throw new Error(`${end.error.line}: ${end.error.message}`);
  return outputs;
}

describe('summarise', () => {
  it('counts what is finite, and says what is not', () => {
    const { of, odd, low, mean, high, bins } = summarise([1, 2, null, 3, Infinity], 2);
    expect({ of, odd, low, mean, high, bins: Array.from(bins) }).toEqual({
      of: 5,
      odd: 2,
      low: 1,
      mean: 2,
      high: 3,
      bins: [1, 2],
    });
    expect(summarise([null, NaN])).toMatchObject({ odd: 2, mean: 0 });
  });

  it('stays finite for the largest numbers', () => {
    const { mean, bins } = summarise([-1.7e308, 1.7e308, 1.7e308], 4);
    expect(Number.isFinite(mean)).toBe(true);
    expect(Array.from(bins)).toEqual([1, 0, 0, 2]);
  });
});

describe('a large tensor', () => {
  it('comes with its first numbers and a summary of all', async () => {
    const [line] = await outputs('console.log(zeros([100, 100]).add(2));');
    const part = line?.kind === 'log' ? line.parts[0] : undefined;
    if (part?.kind !== 'tensor') throw new Error('no tensor');
    expect(part.data).toHaveLength(4096);
    expect(part.summary).toMatchObject({ of: 10_000, low: 2, mean: 2, high: 2, odd: 0 });
    expect(part.summary?.bins[0]).toBe(10_000);
  });
});

describe("'risotto/output'", () => {
  it('makes tables of lists and of objects, and runs no getter', async () => {
    const shown = await outputs(`table([{ a: 1, b: 'x' }, { b: NaN, get c() { throw new Error('ran'); } }]);
table([[1, 2], [3]]);`);
    expect(shown).toEqual([
      {
        kind: 'table',
        columns: ['a', 'b', 'c'],
        rows: [
          [1, 'x', ''],
          ['', 'NaN', '[getter]'],
        ],
        of: 2,
        hidden: 0,
      },
      {
        kind: 'table',
        columns: ['0', '1'],
        rows: [
          [1, 2],
          [3, ''],
        ],
        of: 2,
        hidden: 0,
      },
    ]);
  });

  it('bounds tables in rows, columns and cells, and says so', async () => {
    const [shown] = await outputs(
      `table(Array.from({ length: 500 }, () => Array.from({ length: 30 }, () => 'y'.repeat(1000))));`,
    );
    if (shown?.kind !== 'table') throw new Error('no table');
    expect(shown).toMatchObject({ of: 500, hidden: 10 });
    expect(shown.rows).toHaveLength(SHOWN_LIMITS.rows);
    expect(shown.columns).toHaveLength(SHOWN_LIMITS.columns);
    expect(String(shown.rows[0]?.[0])).toHaveLength(SHOWN_LIMITS.cell + 1);
  });

  it('makes bars, histograms and images', async () => {
    const shown = await outputs(`bar(['rice', 'stock'], tensor([1, Infinity]));
histogram([0, 1, 1, NaN], 2);
image(tensor([[0, 1, 2], [3, 4, 5]]));
image([[1, 2]]);`);
    expect(shown).toEqual([
      { kind: 'bar', labels: ['rice', 'stock'], values: [1, null], of: 2 },
      { kind: 'histogram', low: 0, high: 1, counts: [1, 2], counted: 4, of: 4, odd: 1 },
      { kind: 'image', height: 2, width: 3, channels: 1, low: 0, high: 5, data: [0, 1, 2, 3, 4, 5] },
      { kind: 'image', height: 1, width: 2, channels: 1, low: 1, high: 2, data: [1, 2] },
    ]);
  });

  it.each([
    ['table(5)', /table: rows must be a list of rows, not 5/],
    ["bar(['a'], [1, 2])", /1 labels came with 2 values/],
    ["histogram(['a'])", /item 0 is "a"/],
    ['histogram([1], 0)', /from 1 to 200, not 0/],
    ['image(tensor([1, 2]))', /got the shape \[2\]; expected a tensor of shape/],
    ['image(zeros([200, 200]))', /at most 16384 numbers/],
    ['graph({})', /expected a Value or a Tensor, not \{\}/],
  ])('refuses %s', async (text, says) => {
    await expect(outputs(`(${text.replace(/^(\w+)\(/, '($1 as any)(')});`)).rejects.toThrow(says);
  });

  it('draws the tape of values and of tensors', async () => {
    const [values, tensors] = await outputs(`const w = new Value(2, 'w');
const z = w.mul(3).add(w);
z.backward();
graph(z);
const t = tensor([1, 2], { requiresGrad: true });
const loss = t.mul(t).sum();
graph(loss);`);
    if (values?.kind !== 'graph' || tensors?.kind !== 'graph') throw new Error('no graph');
    expect(values.nodes[0]).toEqual({ op: '+', label: '', value: '8', grad: '1', from: [1, 2] });
    expect(values.nodes[2]).toMatchObject({ label: 'w', value: '2', grad: '4', from: [] });
    expect(tensors.nodes.map(({ op }) => op)).toEqual(['sum', 'mul', '']);
    expect(tensors.nodes[2]?.value).toBe('[1, 2]');
  });

  it('bounds graphs and what a run shows in all', async () => {
    const [deep] = await outputs(`let v = new Value(1);
for (let i = 0; i < 300; i++) v = v.add(1);
graph(v);`);
    expect(deep).toMatchObject({ kind: 'graph', hidden: 541 });
    const many = await outputs('for (let i = 0; i < 100; i++) histogram([1, 2]);');
    expect(many.filter(({ kind }) => kind === 'histogram')).toHaveLength(OUTPUT_LIMITS.charts);
    expect(many.at(-1)).toEqual({ kind: 'cut', dropped: 60, what: 'charts' });
  });
});
