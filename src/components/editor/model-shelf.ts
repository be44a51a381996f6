/**
 * The modules TypeScript sees. Open editors of one page share them, so that what a learner writes in one cell
 * gives its types to the next; the last one to let go of a model frees it.
 */
import * as monaco from 'monaco-editor/editor/editor.api';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import { siblingPath } from './text-change.ts';

interface Shelved {
  readonly model: monaco.editor.ITextModel;
  holders: number;
  /** An editor writes in it: nobody else may replace its text. */
  edited: boolean;
}

export interface BorrowedModel {
  readonly model: monaco.editor.ITextModel;
  /** A sibling has another text now. One that an editor writes in knows it already. */
  update(name: string, text: string): void;
  release(): void;
}

const shelf = new Map<string, Shelved>();
let copies = 0;

let checks = 0;
let soon: ReturnType<typeof setTimeout> | undefined;

/** Monaco checks a model when its own text changes, not when that of a module it imports does: so all are asked again. */
function checkOthers(): void {
  clearTimeout(soon);
  soon = setTimeout(() => {
    // A changed library is what makes Monaco look at every model.
    if (shelf.size > 1) typescriptDefaults.addExtraLib(`// ${(checks += 1)}`, 'file:///types/check-again.d.ts');
  }, 700);
}

function makeModel(text: string, uri: monaco.Uri): monaco.editor.ITextModel {
  const model = monaco.editor.createModel(text, 'typescript', uri);
  // The subscription ends with the model.
  model.onDidChangeContent(checkOthers);
  return model;
}

function hold(path: string, text: string, edits: boolean): Shelved {
  const uri = monaco.Uri.parse(`file:///${path}`);
  const entry = shelf.get(path) ?? { model: makeModel(text, uri), holders: 0, edited: false };
  shelf.set(path, entry);
  entry.holders += 1;
  if (!entry.edited && entry.model.getValue() !== text) entry.model.setValue(text);
  if (edits) entry.edited = true;
  return entry;
}

function letGo(path: string): void {
  const entry = shelf.get(path);
  if (!entry) return;
  entry.holders -= 1;
  if (entry.holders > 0) return;
  shelf.delete(path);
  entry.model.dispose();
}

/** The model for an editor, with its siblings beside it. */
export function borrowModel(path: string, text: string, siblings: Readonly<Record<string, string>>): BorrowedModel {
  // Two editors of one path must never write in each other's text: the second gets a room of its own.
  const room = shelf.get(`cells/${path}`)?.edited ? `cells-${(copies += 1)}` : 'cells';
  const own = `${room}/${path}`;
  const beside = Object.entries(siblings).map(
    ([name, source]) => [`${room}/${siblingPath(path, name)}`, source] as const,
  );
  const held = beside.filter(([place]) => place !== own);
  // Siblings first: models reach TypeScript in the order of their making, and its first look at this one needs them.
  for (const [place, source] of held) hold(place, source, false);
  const entry = hold(own, text, true);
  entry.model.updateOptions({ tabSize: 2, insertSpaces: true, trimAutoWhitespace: true });
  return {
    model: entry.model,
    update: (name, source) => {
      const sibling = shelf.get(`${room}/${siblingPath(path, name)}`);
      if (sibling && !sibling.edited && sibling.model.getValue() !== source) sibling.model.setValue(source);
    },
    release: () => {
      entry.edited = false;
      letGo(own);
      for (const [place] of held) letGo(place);
    },
  };
}
