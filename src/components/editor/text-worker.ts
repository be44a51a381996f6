/** Monaco's own worker: it looks for confusable characters and computes small edits. */
import 'monaco-editor/editor/editor.worker';
