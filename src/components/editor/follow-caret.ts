/** The editor is as high as its text, so it is the page that must scroll to keep the caret in sight. */
import * as monaco from 'monaco-editor/editor/editor.api';

export function followCaret(editor: monaco.editor.IStandaloneCodeEditor, box: HTMLElement): void {
  const reveal = (): void => {
    const caret = editor.getPosition();
    if (!caret || !editor.hasTextFocus()) return;
    const inEditor = editor.getTopForPosition(caret.lineNumber, caret.column) - editor.getScrollTop();
    const top = box.getBoundingClientRect().top + inEditor;
    const bottom = top + editor.getOption(monaco.editor.EditorOption.lineHeight);
    const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
    const [above, below] = [parseFloat(scrollPaddingTop) || 0, parseFloat(scrollPaddingBottom) || 0];
    if (top < above) scrollBy(0, top - above);
    else if (bottom > innerHeight - below) scrollBy(0, bottom - innerHeight + below);
  };
  editor.onDidChangeCursorPosition((change) => {
    // A line that is clicked is in sight, and the page must not move under the pointer.
    if (change.source === 'mouse') return;
    // A new line makes the editor higher first.
    requestAnimationFrame(reveal);
  });
}
