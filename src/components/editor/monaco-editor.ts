/** The editor for desktops: Monaco with TypeScript, sized by its content and dressed as the page. */
import './monaco-language.ts';
import './monaco-editor.css';
import * as monaco from 'monaco-editor/editor/editor.api';
import { codeLook } from './code-look.ts';
import type { EditorOptions, OpenEditor } from './editor-options.ts';
import { onSetting } from './editor-settings.ts';
import { followCaret } from './follow-caret.ts';
import { borrowModel } from './model-shelf.ts';
import { followTheme } from './monaco-theme.ts';
import { decorateSymbols, markLine } from './monaco-marks.ts';
import { monacoSettings, screenReaderSetting } from './monaco-settings.ts';
import { sizeByContent } from './monaco-size.ts';
import { colourAtOnce } from './monaco-tokens.ts';
import { ruleTab } from './tab-rule.ts';
import { smallestChange } from './text-change.ts';

const { KeyCode, KeyMod } = monaco;

function addKeys(editor: monaco.editor.IStandaloneCodeEditor, options: EditorOptions): void {
  editor.addAction({
    id: 'risotto.run',
    label: 'Run',
    keybindings: [KeyMod.CtrlCmd | KeyCode.Enter],
    run: () => options.onRun(),
  });
  editor.addAction({
    id: 'risotto.check',
    label: 'Check',
    keybindings: [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter],
    run: () => options.onCheck?.(),
  });
  editor.addAction({
    id: 'risotto.format',
    label: 'Format',
    keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
    run: () => format(editor),
  });
}

/** TypeScript lays the code out; one undo takes it back. */
async function format(editor: monaco.editor.IStandaloneCodeEditor): Promise<void> {
  await editor.getAction('editor.action.formatDocument')?.run();
}

function replaceText(editor: monaco.editor.IStandaloneCodeEditor, text: string): void {
  const model = editor.getModel();
  const change = model && smallestChange(model.getValue(), text);
  if (!model || !change) return;
  const range = monaco.Range.fromPositions(model.getPositionAt(change.start), model.getPositionAt(change.end));
  editor.pushUndoStop();
  editor.executeEdits('risotto', [{ range, text: change.insert, forceMoveMarkers: true }]);
  editor.pushUndoStop();
}

/** A place where a screen reader hears what changed; kept apart from the run's own status. */
function addStatus(host: HTMLElement): HTMLElement {
  const status = document.createElement('div');
  status.className = 'editor-status';
  status.setAttribute('role', 'status');
  host.append(status);
  return status;
}

export async function openMonacoEditor(host: HTMLElement, options: EditorOptions): Promise<OpenEditor> {
  const look = codeLook(host);
  // Monaco measures letters once: without the font it would place the caret by those of another.
  await document.fonts.load(`${look.fontSize}px ${look.fontFamily}`, 'aμ').catch(() => undefined);
  followTheme();

  const box = document.createElement('div');
  box.className = 'code-editor';
  host.append(box);
  const borrowed = borrowModel(options.path, options.text.replaceAll('\r\n', '\n'), options.siblings);
  colourAtOnce(borrowed.model);
  const editor = monaco.editor.create(box, { ...monacoSettings(look, options), model: borrowed.model });
  // Monaco's first editor resets this on the models it finds.
  borrowed.model.updateOptions({
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  const status = addStatus(host);
  sizeByContent(editor, box, look);
  followCaret(editor, box);
  addKeys(editor, options);
  const tab = ruleTab(editor, host, (text) => {
    status.textContent = text;
  });
  editor.onDidDispose(onSetting(() => editor.updateOptions(screenReaderSetting())));
  const paint = decorateSymbols(editor, options.symbols);
  const mark = markLine(editor);
  const changes = borrowed.model.onDidChangeContent(() => {
    paint();
    options.onChange(borrowed.model.getValue());
  });
  if (options.describedBy !== undefined) {
    box.querySelector('[role="textbox"], textarea')?.setAttribute('aria-describedby', options.describedBy);
  }

  return {
    kind: 'monaco',
    getText: () => borrowed.model.getValue(),
    setText: (text) => replaceText(editor, text.replaceAll('\r\n', '\n')),
    insert: (text) => editor.trigger('keyboard', 'type', { text }),
    format: () => format(editor),
    updateSibling: borrowed.update,
    focus: (at) => {
      // A caller that swaps static code for the editor may not have shown it yet; what is hidden takes no focus.
      host.hidden = false;
      tab.arrive(at !== undefined);
      if (at) {
        const place = { lineNumber: at.line, column: at.column };
        editor.setPosition(place);
        editor.revealPositionInCenterIfOutsideViewport(place, monaco.editor.ScrollType.Immediate);
      }
      editor.focus();
    },
    markError: mark,
    dispose: () => {
      changes.dispose();
      mark(undefined);
      editor.dispose();
      borrowed.release();
      box.remove();
      status.remove();
      delete host.dataset.tab;
    },
  };
}
