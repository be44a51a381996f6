import { describe, expect, it } from 'vitest';
import type { ErrorInfo } from '../../src/grading/index.ts';
import { nearestName } from '../../src/runner/prepare/nearest-name.ts';
import { prepare, type Prepared } from '../../src/runner/prepare/prepare.ts';

const LIBRARIES = { risotto: ['tensor', 'Value', 'crossEntropy'], 'risotto/output': ['plot', 'progress'] };
const prepared = (modules: { [name: string]: string }, entry = 'cell'): Prepared =>
  prepare({ modules, entry }, LIBRARIES);
function refusal(modules: { [name: string]: string } | string): ErrorInfo {
  const result = prepared(typeof modules === 'string' ? { cell: modules } : modules);
  if (result.kind !== 'failed') throw new Error('was not refused');
  return result.error;
}

describe('prepare', () => {
  it('puts modules in order of dependency, keeps lines and cuts out specifiers', () => {
    const result = prepared({
      cell: "import { a } from './first.ts';\n\ninterface X { y: number }\nconsole.log(a as number);",
      first: "import { tensor } from 'risotto';\nexport const a = tensor(1);",
      unused: 'let let;',
    });
    if (result.kind !== 'ready') throw new Error(result.error.message);
    expect(result.modules.map((module) => [module.name, module.links])).toEqual([
      ['first', ['risotto']],
      ['cell', ['first']],
    ]);
    const code = result.modules[1]?.code.join('./first.ts') ?? '';
    expect(code.split('\n')[3]).toMatch(/console\.log\(a\s*\);/);
  });

  it('forgets imports that only types use', () => {
    const result = prepared({
      cell: "import type { X } from './types';\nimport { Value } from 'risotto';\nlet a: Value | X;",
    });
    expect(result).toMatchObject({ kind: 'ready', modules: [{ links: [] }] });
  });

  it('says what exists instead of an unknown module', () => {
    const error = refusal({ cell: "let a;\nimport { b } from './frist'; b;", first: 'export const b = 1;' });
    expect(error).toMatchObject({ module: 'cell', line: 2, message: "There is no module './frist'" });
    expect(error.help).toBe(
      "Did you mean './first'? What can be imported here: 'risotto', 'risotto/output', './first'.",
    );
    expect(refusal("import x from 'lodash'; x;").help).toContain("'risotto'");
    expect(refusal("import 'node:fs';").message).toContain('node:fs');
  });

  it('suggests the nearest export', () => {
    expect(refusal("import {\n  tensor,\n  crossentropy as ce } from 'risotto'; ce(tensor);")).toMatchObject({
      line: 3,
      message: "'risotto' does not export 'crossentropy'",
      help: 'Did you mean crossEntropy? It exports tensor, Value, crossEntropy.',
    });
    expect(refusal("import risotto from 'risotto'; risotto;").message).toBe("'risotto' has no default export");
    expect(refusal({ cell: "import { a } from './b'; a;", b: 'const a = 1;' }).help).toContain('put export before');
    expect(refusal({ cell: "export { c } from './b';", b: 'export const a = 1;' }).message).toContain("'c'");
  });

  it('follows export stars', () => {
    const modules = {
      cell: "import { a, plot } from './b'; a; plot;",
      b: "export * from './c'; export * from 'risotto/output';",
      c: 'export let a = 1;',
    };
    expect(prepared(modules).kind).toBe('ready');
    expect(refusal({ ...modules, c: 'export let d = 1;' }).message).toBe("'./b' does not export 'a'");
  });

  it('explains circles', () => {
    const error = refusal({
      cell: "import { b } from './b'; export const a = b;",
      b: "\nimport { a } from './cell'; export const b = a;",
    });
    expect(error).toMatchObject({
      module: 'b',
      line: 2,
      message: 'Modules import each other in a circle: cell → b → cell',
    });
    expect(refusal("import { a } from './cell'; export const b = a;").help).toBe('A module cannot import itself.');
  });

  it('lets an unknown dynamic import fail when it is reached', () => {
    const result = prepared({ cell: "import('node:fs').catch(() => {}); await import('./b');", b: '' });
    expect(result).toMatchObject({ kind: 'ready', modules: [{ name: 'b' }, { name: 'cell', links: ['b'] }] });
  });

  it('tells line and column of a syntax error, in learner text', () => {
    expect(refusal('const a = 1;\nlet b = (1 + ;')).toMatchObject({
      name: 'SyntaxError',
      module: 'cell',
      line: 2,
      column: 14,
    });
    expect(refusal(`export const k = ${'('.repeat(20_000)}1${')'.repeat(20_000)};`).message).toBe(
      'The code is nested too deeply',
    );
    expect(refusal('x'.repeat(300_000)).help).toContain('at most');
  });

  it("refuses an export named 'then', with which loading never ends", () => {
    expect(refusal('export function then() {}').message).toBe("A module cannot export 'then'");
    expect(refusal('const a = 1; export { a as "then" };').message).toBe("A module cannot export 'then'");
  });

  it('takes names like those of Object.prototype for what they are', () => {
    expect(refusal("import { a } from './constructor'; a;").message).toBe("There is no module './constructor'");
    expect(refusal("import { a } from 'toString'; a;").message).toBe("There is no module 'toString'");
  });
});

describe('nearestName', () => {
  it('finds what was meant, or nothing', () => {
    expect(nearestName('tensr', LIBRARIES.risotto)).toBe('tensor');
    expect(nearestName('value', LIBRARIES.risotto)).toBe('Value');
    expect(nearestName('banana', LIBRARIES.risotto)).toBeUndefined();
  });
});
