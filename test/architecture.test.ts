import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkImports, type Room, type Violation } from '../scripts/architecture/rules.ts';
import { checkModule, checkName, checkPure } from '../scripts/architecture/style.ts';
import { root } from '../scripts/sources.ts';

const types = (room: string) => ({ room, types: true }) as const;
const whole = (...rooms: string[]) => rooms.map((room) => ({ room }));

/** The table of the design (§2): who may import whom. A change here is a change of the design. */
const ROOMS: readonly Room[] = [
  { path: 'engine', closed: true, may: [] },
  { path: 'src/grading', closed: true, may: whole('engine') },
  {
    path: 'lessons',
    closed: true,
    // The room's front doors only, under the names a learner's code imports as well.
    may: [
      { room: 'engine', only: 'engine/index.ts' },
      { room: 'src/grading', only: 'src/grading/index.ts' },
      { room: 'src/runner', only: 'src/runner/output.ts' },
    ],
  },
  { path: 'src/runner', may: [...whole('engine'), types('src/grading')] },
  { path: 'src/catalog', may: whole('lessons', 'src/grading') },
  { path: 'src/progress', may: [types('src/grading')] },
  { path: 'src/classroom', may: [...whole('src/grading', 'src/runner', 'src/catalog'), types('src/progress')] },
  { path: 'src/cli', may: whole('src/classroom', 'src/grading', 'src/runner', 'src/catalog') },
  {
    path: 'src/components',
    may: whole('src/runner', 'src/grading', 'src/catalog', 'src/progress', 'src/classroom', 'src/styles'),
  },
  { path: 'src/layouts', may: whole('src/components', 'src/catalog', 'src/styles') },
  { path: 'src/pages', may: whole('src/components', 'src/catalog', 'src/layouts', 'src/styles') },
  { path: 'src/styles', may: [] },
  { path: 'src/content.config.ts', may: whole('src/catalog') },
];

const CHECKED = /^(?:engine|lessons|src)\/.*\.(?:ts|svelte|astro|mdx)$/;
const HAS_RULES_OF_SHAPE = /^(?:engine|lessons|src|scripts|test)\/.*\.ts$/;
/** Programs that break every rule on purpose, run as text and never imported. */
const HOSTILE = /^test\/browser\/hostile\/programs\//;
/** Rooms that have to give the same answer in a page, in a worker and on a command line. */
const PURE = /^(?:engine|src\/grading)\/.*\.ts$/;

/** Every file of the project's own folders, committed or not. */
function projectFiles(): string[] {
  return ['engine', 'lessons', 'scripts', 'src', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
  );
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const say = ({ file, line, message }: Violation): string => `${file}:${line} ${message}`;

describe('the project', () => {
  const files = projectFiles();

  test('is seen by this test', () => {
    expect(files.filter((file) => CHECKED.test(file)).length).toBeGreaterThan(20);
  });

  test('imports only what the table allows', () => {
    const checked = files.filter((file) => CHECKED.test(file));
    expect(checked.flatMap((file) => checkImports(file, read(file), ROOMS)).map(say)).toEqual([]);
  });

  test('has modules of the agreed shape', () => {
    const checked = files.filter((file) => HAS_RULES_OF_SHAPE.test(file) && !HOSTILE.test(file));
    expect(checked.flatMap((file) => checkModule(file, read(file))).map(say)).toEqual([]);
  });

  test('has no drawer for leftovers', () => {
    expect(files.flatMap(checkName).map(say)).toEqual([]);
  });

  test('keeps engine and grading free of any host', () => {
    expect(
      files
        .filter((file) => PURE.test(file))
        .flatMap((file) => checkPure(file, read(file)))
        .map(say),
    ).toEqual([]);
  });
});

describe('the checker itself', () => {
  const imports = (file: string, source: string): string[] =>
    checkImports(file, source, ROOMS).map(({ message }) => message);

  test.each([
    ['engine/tensor.ts', `import { judge } from '../src/grading/index.ts';`],
    ['engine/tensor.ts', `import type { Judge } from '../src/grading/index.ts';`],
    ['engine/tensor.ts', `import { readFileSync } from 'node:fs';`],
    ['engine/tensor.ts', `export { x } from 'some-package';`],
    ['engine/tensor.ts', `const name = './x.ts'; await import(name);`],
    ['src/grading/judge.ts', `export * from '../runner/index.ts';`],
    ['src/grading/judge.ts', `type A = import('../runner/protocol.ts').Output;`],
    ['lessons/06-dw/cells/a.ts', `import { x } from '../../../engine/tensor.ts';`],
    ['lessons/06-dw/cells/a.ts', `import { x } from 'lodash';`],
    ['lessons/06-dw/exercises/a/exercise.ts', `import { createRunner } from '../../../../src/runner/index.ts';`],
    ['src/runner/host.ts', `import { judge } from '../grading/index.ts';`],
    ['src/runner/host.ts', `const judge = await import('../grading/index.ts');`],
    ['src/runner/host.ts', `import { type A, b } from '../grading/index.ts';`],
    ['src/runner/host.ts', `new Worker(new URL('../catalog/index.ts', import.meta.url));`],
    ['src/progress/store.ts', `import { Report } from '../grading/index.ts';`],
    ['src/catalog/x.ts', `const all = import.meta.glob(['../../lessons/*/a.ts', '../components/*.svelte']);`],
    ['src/catalog/x.ts', `const all = import.meta.glob('/src/pages/**/*.astro');`],
    ['src/components/A.svelte', `<p>text</p>\n<script lang="ts">\n  import x from '../pages/x.ts';\n</script>`],
    ['src/components/A.astro', `---\nimport Page from '../layouts/Page.astro';\n---\n<p />`],
    ['src/components/A.astro', `---\n---\n<script>\n  import '../layouts/live.ts';\n</script>`],
    ['src/layouts/Page.astro', `---\nimport { run } from '../runner/index.ts';\n---\n`],
    ['src/pages/index.astro', `---\nimport { store } from '../progress/index.ts';\n---\n`],
    ['lessons/06-dw/lesson.mdx', `# Title\n\nimport X from './x.ts';\n`],
    ['lessons/06-dw/lesson.mdx', `# Title\n\nexport const x = 1;\n`],
    ['src/attic/x.ts', `export const x = 1;`],
  ])('%s may not hold: %s', (file, source) => {
    expect(imports(file, source)).toHaveLength(1);
  });

  test.each([
    ['src/grading/judge.ts', `import { tensor } from '../../engine/index.ts'; import { a } from './a.ts';`],
    ['lessons/06-dw/cells/a.ts', `import { tensor } from 'risotto'; import { plot } from 'risotto/output';`],
    ['lessons/06-dw/exercises/a/exercise.ts', `import { defineExercise } from 'risotto/grading';`],
    ['src/runner/host.ts', `import type { Probe } from '../grading/index.ts'; import { init } from 'es-module-lexer';`],
    ['src/runner/host.ts', `import { type A, type B } from '../grading/index.ts';`],
    ['src/catalog/x.ts', `const all = import.meta.glob('../../lessons/*/cells/*.ts', { query: '?raw' });`],
    [
      'src/pages/index.astro',
      `---\nimport Page from '../layouts/Page.astro';\nimport { x } from 'astro:content';\n---\n`,
    ],
    ['src/layouts/Page.astro', `---\nimport '../styles/base.css';\n---\n`],
    ['lessons/06-dw/lesson.mdx', 'Text.\n\n```ts\nimport { tensor } from "risotto";\n```\n\nimporting is a word\n'],
  ])('%s may hold: %s', (file, source) => {
    expect(imports(file, source)).toEqual([]);
  });

  test('says where', () => {
    const source = `<p>text</p>\n<script lang="ts">\n  import x from '../pages/x.ts';\n</script>`;
    expect(checkImports('src/components/A.svelte', source, ROOMS)[0]?.line).toBe(3);
    expect(checkImports('src/pages/a.astro', `---\n\nimport '../progress/index.ts';\n---\n`, ROOMS)[0]?.line).toBe(3);
  });

  test.each([
    'engine/utils.ts',
    'src/helpers/a.ts',
    'src/common/x.ts',
    'test/misc.ts',
    'src/run-manager.ts',
    'src/x.utils.ts',
  ])('refuses the name %s', (file) => expect(checkName(file)).toHaveLength(1));

  test.each(['engine/tensor.ts', 'src/commonplace.ts', 'src/manage-focus.ts'])('takes the name %s', (file) => {
    expect(checkName(file)).toEqual([]);
  });

  test.each([
    ['src/a.ts', 'export default 1;'],
    ['src/a.ts', 'export default function f() {}'],
    ['src/a.ts', `export { a as default } from './b.ts';`],
    ['src/index.ts', `export * from './a.ts';`],
    ['src/index.ts', `export * as a from './a.ts';`],
  ])('refuses the module %s: %s', (file, source) => {
    expect(checkModule(file, source)).not.toEqual([]);
  });

  test('refuses an index of 40 lines', () => {
    expect(checkModule('src/index.ts', `export { a } from './a.ts';\n`.repeat(40))).toHaveLength(1);
  });

  test('lets a tool have its default export', () => {
    expect(checkModule('vitest.config.ts', 'export default {};')).toEqual([]);
    expect(checkModule('src/index.ts', `export { a } from './a.ts';`)).toEqual([]);
  });

  test.each([
    'const x = Math.random();',
    'const { random } = Math; document.title = "";',
    'const now = Date.now();',
    'process.exit();',
    'export const later = () => setTimeout(() => {}, 1);',
    'let e: HTMLElement;',
    'const o = { fetch };',
  ])('refuses in the engine: %s', (source) => {
    expect(checkPure('engine/a.ts', source)).not.toEqual([]);
  });

  test.each(['const x = Math.abs(1);', 'class Node { performance = 1; } new Node().performance;', '// Math.random'])(
    'takes in the engine: %s',
    (source) => expect(checkPure('engine/a.ts', source)).toEqual([]),
  );
});
