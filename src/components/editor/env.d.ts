declare module 'virtual:risotto-types' {
  /** Declarations of the engine by path, e.g. 'engine/index.d.ts'. */
  export const risottoTypes: Readonly<Record<string, string>>;
  /** The file that each importable name stands for: 'risotto' → 'engine/index.d.ts'. */
  export const risottoEntries: Readonly<Record<string, string>>;
}

// Monaco ships these files without typings; they are imported for what they register.
declare module 'monaco-editor/editor/browser/coreCommands';
declare module 'monaco-editor/editor/contrib/suggest/browser/suggestController';
declare module 'monaco-editor/editor/editor.worker';
declare module 'monaco-editor/language/typescript/ts.worker';
declare module 'monaco-editor/languages/features/typescript/tsMode' {
  import type { LanguageServiceDefaults } from 'monaco-editor/languages/features/typescript/register';
  export function setupTypeScript(defaults: LanguageServiceDefaults): void;
}
declare module 'monaco-editor/languages/features/typescript/tsWorker' {
  interface Part {
    text: string;
    kind: string;
  }
  export interface Documented {
    documentation?: Part[];
    tags?: { name: string; text?: Part[] }[];
  }
  export class TypeScriptWorker {
    getScriptVersion(fileName: string): string;
    getQuickInfoAtPosition(fileName: string, position: number): Promise<Documented | undefined>;
    getCompletionEntryDetails(fileName: string, position: number, entry: string): Promise<Documented | undefined>;
    _getModel(fileName: string): object | null;
  }
}
declare module 'monaco-editor/languages/definitions/typescript/typescript' {
  import type { languages } from 'monaco-editor/editor/editor.api';
  export const conf: languages.LanguageConfiguration;
  export const language: languages.IMonarchLanguage & { tokenizer: Record<string, languages.IMonarchLanguageRule[]> };
}
