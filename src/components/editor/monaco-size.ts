/** As high as its content, up to a screenful; only beyond that does the editor scroll by itself. */
import * as monaco from 'monaco-editor/editor/editor.api';
import type { CodeLook } from './code-look.ts';

const mostLines = 40;

export function sizeByContent(editor: monaco.editor.IStandaloneCodeEditor, box: HTMLElement, look: CodeLook): void {
  const most = mostLines * look.lineHeight + look.padding.top + look.padding.bottom;
  // Monaco makes its gutter of whole letters; the rest of the static code's gutter goes before it.
  const { contentLeft } = editor.getOption(monaco.editor.EditorOption.layoutInfo);
  const rest = Math.max(0, look.gutter - contentLeft);
  box.style.marginLeft = `${rest}px`;
  const fit = (): void => {
    const height = Math.min(editor.getContentHeight(), most);
    box.style.height = `${height}px`;
    editor.layout({ width: box.clientWidth > 0 ? box.clientWidth : look.width - rest, height });
  };
  editor.onDidContentSizeChange((change) => {
    if (change.contentHeightChanged) fit();
  });
  fit();
}
