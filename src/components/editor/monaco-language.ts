/** Monaco as this course uses it: the features it needs, TypeScript, and the engine's own types. Set up once. */
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/editor/browser/coreCommands';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import './monaco-tokens.ts';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import { setupTypeScript } from 'monaco-editor/languages/features/typescript/tsMode';
import { cellGlobals } from './cell-globals.ts';
import { risottoTypes, risottoEntries } from 'virtual:risotto-types';

// Monaco's typings stop short of the newer settings; the numbers are TypeScript's own.
const bundlerResolution: number = 100;
const forceModules = 3;
const esNext = 99;

function setUpWorkers(): void {
  globalThis.MonacoEnvironment = {
    getWorker: (_id, label) =>
      label === 'typescript'
        ? new Worker(new URL('./typescript-worker.ts', import.meta.url), { type: 'module', name: 'typescript' })
        : new Worker(new URL('./text-worker.ts', import.meta.url), { type: 'module', name: 'text' }),
  };
}

function setUpTypes(): void {
  const entries = Object.entries(risottoEntries).map(([name, path]) => [name, [`file:///types/${path}`]]);
  typescriptDefaults.setCompilerOptions({
    target: esNext,
    module: esNext,
    moduleResolution: bundlerResolution,
    moduleDetection: forceModules,
    lib: ['lib.esnext.d.ts'],
    types: [],
    baseUrl: 'file:///',
    paths: Object.fromEntries(entries) as Record<string, string[]>,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    // A parameter without a type is how most learners begin; that is no mistake.
    noImplicitAny: false,
    skipLibCheck: true,
  });
  typescriptDefaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true });
  typescriptDefaults.setModeConfiguration({
    completionItems: true,
    hovers: true,
    signatureHelp: true,
    diagnostics: true,
    documentRangeFormattingEdits: true,
  });
  typescriptDefaults.setEagerModelSync(true);
  typescriptDefaults.setExtraLibs([
    { content: cellGlobals, filePath: 'file:///types/cell-globals.d.ts' },
    ...Object.entries(risottoTypes).map(([path, content]) => ({ content, filePath: `file:///types/${path}` })),
  ]);
}

setUpWorkers();
setUpTypes();
setupTypeScript(typescriptDefaults);
