import { describe, expect, it } from 'vitest';
import { recordProgram } from '../../src/runner/record.ts';

const LEAF = 'const a: any = tensor([1, 2], { requiresGrad: true });';

/** Programs that stop as learners' do, and what has to be said, in the message or beneath it. */
const PROGRAMS: readonly [what: string, text: string, says: RegExp][] = [
  [
    'await forgotten, a method',
    'async function f() { return [1]; }\nconst x: any = f(); x.map(Number);',
    /write await/,
  ],
  ['await forgotten, taken apart', 'async function f() { return [1]; }\nconst [x] = f() as any;', /write await/],
  ['+ on tensors', 'const a: any = tensor([1]); const b = a + a; void b;', /a\.add\(b\)/],
  ['graph freed', `${LEAF} const l = a.mul(a).sum(); l.backward(); l.backward();`, /retainGraph/],
  ['in-place on a leaf', `${LEAF} a.add_(1);`, /Wrap it in noGrad/],
  ['backward of a non-scalar', `${LEAF} a.mul(a).backward();`, /Reduce it first with sum\(\)/],
  ['backward without leaves', 'tensor([1]).sum().backward();', /requiresGrad_\(\)/],
  ['shapes that do not fit', 'tensor([[1, 2]]).matmul(tensor([[1, 2]]));', /transposing/],
  ['rows uneven', 'tensor([[1, 2], [3]]);', /as in the first row/],
  ['index out of range, tensor', '(tensor([1, 2]) as any).select(0, 5);', /from -2 to 1/],
  ['index out of range, array', 'const X: number[][] = [[1]]; console.log(X[3]![0]);', /past the end of an array/],
  ['const reassigned', 'const a = 1; a = 2;', /declare it with let/],
  ['use before definition', 'console.log(a); const a = 1;', /move the declaration up/],
  ['an unknown name', 'console.log(foo);', /No variable or function is called foo/],
  ['invalid array length', 'new Array(-1);', /how its length is computed/],
  ['stack overflow', 'function f(n: number): number { return f(n); } f(1);', /in which it returns/],
  ['not a function', 'const o: any = {}; o.go();', /o\.go is there but cannot be called/],
  ['missing return, a field', 'function f(): any {} f().x;', /is undefined: print it/],
  ['missing return, a tensor', 'const f: any = (x: number) => { x; }; tensor([f(1)]);', /without return/],
  ['missing return, taken apart', 'function f(): any {} const [a] = f();', /does that return one/],
  ['not iterable', 'const n: any = 5; for (const a of n) console.log(a);', /Only arrays and the like/],
  ['bigint', 'console.log((1n as any) + 1);', /without the n/],
  ['not a class', 'const T: any = () => 1; new T();', /leave out new/],
  ['a class without new', 'class A {} (A as any)();', /only with new/],
  ['frozen', 'const o: any = Object.freeze({ a: 1 }); o.a = 2;', /make a copy/],
  ['in on a number', "console.log('a' in (5 as any));", /list\.includes/],
  ['broken JSON', "JSON.parse('{a');", /double quotes/],
  ['digits', '(1).toFixed(200);', /outside what this method takes/],
];

describe('an error of a real program', () => {
  it.each(PROGRAMS)('%s', async (_, text, says) => {
    const cell = `import { tensor } from 'risotto';\nvoid tensor;\n${text}`;
    const { end } = await recordProgram({ modules: { cell }, entry: 'cell' });
    if (end.kind !== 'threw') throw new Error('it did not stop');
    expect(`${end.error.message}\n${end.error.help ?? ''}`).toMatch(says);
    expect(end.error.line).toBeGreaterThan(2);
  });
});
