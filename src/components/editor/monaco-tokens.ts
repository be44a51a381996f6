/** TypeScript's colours in Monaco, drawn where the static code's highlighter draws them. */
import * as monaco from 'monaco-editor/editor/editor.api';
import { conf, language } from 'monaco-editor/languages/definitions/typescript/typescript';

type Rule = monaco.languages.IMonarchLanguageRule;

// Names that stand for a value, as numbers do.
const constants = ['true', 'false', 'null', 'undefined', 'this', 'super', 'console'];
const types = ['number', 'string', 'boolean', 'any', 'unknown', 'never', 'void', 'object', 'symbol', 'bigint'];

const names: Rule[] = [
  [/;/, 'delimiter.end'],
  [/<(?=\s)/, 'delimiter'],
  [/[,.](?!\d)/, 'punctuation'],
  [/[a-z_$][\w$]*(?=\s*(?:<[^()<>]*>)?\()/, { cases: { '@keywords': 'keyword', '@default': 'function' } }],
  [/[A-Z][\w$]*(?=\s*(?:<[^()<>]*>)?\()/, 'function'],
  [/(?:Math|NaN|Infinity)\b/, 'constant'],
  [
    /[a-z_$][\w$]*/,
    { cases: { '@constants': 'constant', '@types': 'constant', '@keywords': 'keyword', '@default': 'identifier' } },
  ],
];

/** Colour the whole text now: without it the first frame after waking would be black on white. */
export function colourAtOnce(model: monaco.editor.ITextModel): void {
  const { tokenization } = model as { tokenization?: { forceTokenization?: (line: number) => void } };
  tokenization?.forceTokenization?.(model.getLineCount());
}

monaco.languages.register({ id: 'typescript', extensions: ['.ts'] });
monaco.languages.setLanguageConfiguration('typescript', conf);
monaco.languages.setMonarchTokensProvider('typescript', {
  ...language,
  constants,
  types,
  tokenizer: { ...language.tokenizer, common: [...names, ...(language.tokenizer['common'] ?? [])] },
});
