/** What is painted onto the code: the quantities' colours, and the line where a run went wrong. */
import * as monaco from 'monaco-editor/editor/editor.api';
import type { EditorOptions, OpenEditor } from './editor-options.ts';

const owner = 'risotto-run';

/** Returns the function that paints again after a change. */
export function decorateSymbols(
  editor: monaco.editor.IStandaloneCodeEditor,
  symbols: EditorOptions['symbols'],
): () => void {
  const painted = editor.createDecorationsCollection();
  const paint = (): void => {
    const model = editor.getModel();
    if (!model || !symbols) return;
    painted.set(
      symbols(model.getValue()).map(({ start, end, className }) => ({
        range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
        options: {
          inlineClassName: className,
          stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
        },
      })),
    );
  };
  paint();
  return paint;
}

/** A band over the line, and a squiggle that holds the message for hover, F8 and screen readers. */
export function markLine(editor: monaco.editor.IStandaloneCodeEditor): OpenEditor['markError'] {
  const band = editor.createDecorationsCollection();
  return (error) => {
    const model = editor.getModel();
    if (!model) return;
    if (!error) {
      band.clear();
      monaco.editor.setModelMarkers(model, owner, []);
      return;
    }
    const line = Math.min(Math.max(error.line, 1), model.getLineCount());
    const end = model.getLineMaxColumn(line);
    const column = error.column !== undefined && error.column < end ? error.column : undefined;
    const word = column === undefined ? null : model.getWordAtPosition({ lineNumber: line, column });
    const start = word?.startColumn ?? column ?? model.getLineFirstNonWhitespaceColumn(line);
    const range = new monaco.Range(line, Math.max(start, 1), line, word?.endColumn ?? end);
    band.set([
      { range, options: { isWholeLine: true, className: 'error-line', linesDecorationsClassName: 'error-line-mark' } },
    ]);
    monaco.editor.setModelMarkers(model, owner, [
      { ...range, severity: monaco.MarkerSeverity.Error, message: error.message },
    ]);
  };
}
