/** Monaco's settings: a calm page of code, none of an IDE's furniture. */
import type * as monaco from 'monaco-editor/editor/editor.api';
import type { CodeLook } from './code-look.ts';
import type { EditorOptions } from './editor-options.ts';
import { isOn } from './editor-settings.ts';

/** Narrower than this, a line of ordinary length would have to be scrolled sideways. */
const narrow = 560;

const quiet: monaco.editor.IStandaloneEditorConstructionOptions = {
  minimap: { enabled: false },
  stickyScroll: { enabled: false },
  folding: false,
  glyphMargin: false,
  contextmenu: false,
  links: false,
  codeLens: false,
  renderLineHighlight: 'none',
  renderWhitespace: 'none',
  renderFinalNewline: 'on',
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  guides: { indentation: false, bracketPairs: false },
  bracketPairColorization: { enabled: false },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  roundedSelection: false,
  dragAndDrop: false,
  dropIntoEditor: { enabled: false },
  pasteAs: { enabled: false },
};

const helpful: monaco.editor.IStandaloneEditorConstructionOptions = {
  quickSuggestions: { other: true, comments: false, strings: false },
  wordBasedSuggestions: 'off',
  // Enter at the end of a line should end the line, unless the suggestion really changes it.
  acceptSuggestionOnEnter: 'smart',
  suggest: { showWords: false, showIcons: true, preview: false },
  parameterHints: { enabled: true },
  hover: { enabled: 'on', delay: 350, above: false },
  // Greek letters are at home in comments about gradients; in code they may hide a mistake.
  unicodeHighlight: {
    ambiguousCharacters: true,
    invisibleCharacters: true,
    nonBasicASCII: false,
    includeComments: false,
  },
  matchBrackets: 'near',
  autoDetectHighContrast: true,
};

/** Monaco guesses whether a screen reader is there; who says so is believed. */
export function screenReaderSetting(): { accessibilitySupport: 'on' | 'auto' } {
  return { accessibilitySupport: isOn('screen-reader') ? 'on' : 'auto' };
}

export function monacoSettings(
  look: CodeLook,
  options: EditorOptions,
): monaco.editor.IStandaloneEditorConstructionOptions {
  const hint =
    options.describedBy === undefined ? '' : (document.getElementById(options.describedBy)?.textContent ?? '').trim();
  const leave = hint === '' ? 'Escape, then Tab, leaves the editor.' : '';
  return {
    ...quiet,
    ...helpful,
    ...screenReaderSetting(),
    // The hint itself is tied on with aria-describedby; said twice it would only be noise.
    ariaLabel: [options.label, leave].filter((part) => part !== '').join('. '),
    fontFamily: look.fontFamily,
    fontSize: look.fontSize,
    lineHeight: look.lineHeight,
    fontLigatures: false,
    padding: look.padding,
    lineNumbers: 'on',
    lineNumbersMinChars: 3,
    lineDecorationsWidth: Math.round(look.gap),
    dimension: { width: look.width, height: look.lineHeight },
    wordWrap: look.width < narrow ? 'on' : 'off',
    wrappingIndent: 'indent',
    automaticLayout: true,
    scrollBeyondLastLine: false,
    scrollBeyondLastColumn: 2,
    scrollbar: {
      alwaysConsumeMouseWheel: false,
      useShadows: false,
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
    },
    fixedOverflowWidgets: true,
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
  };
}
