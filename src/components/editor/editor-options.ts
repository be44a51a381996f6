/** What a cell or an exercise asks of its editor, and what it gets back. Both editors keep this contract. */

export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly className: string;
}

export interface EditorOptions {
  text: string;
  /** Path of this module among its siblings, e.g. 'dw/02-one-pot.ts'. */
  path: string;
  /** Other modules it may import by './name.ts' (name → text), so that types flow. */
  siblings: Readonly<Record<string, string>>;
  /** Accessible name, e.g. 'Cell 2: one pot, code'. */
  label: string;
  /** id of an element that describes how to leave the editor (the caller shows the hint text). */
  describedBy?: string;
  /** Where the course's quantities stand in a text; they get these class names. */
  symbols?: (text: string) => readonly TextSpan[];
  onChange(text: string): void;
  /** Ctrl/⌘+Enter. */
  onRun(): void;
  /** Ctrl/⌘+Shift+Enter. */
  onCheck?(): void;
}

/** A place in the text; lines and columns count from 1. */
export interface Place {
  line: number;
  column: number;
}

export interface LineError {
  line: number;
  column?: number;
  message: string;
}

export interface OpenEditor {
  readonly kind: 'monaco' | 'plain';
  getText(): string;
  /** Replace the whole text, as a step that undo takes back. Calls `onChange` when the text differs. */
  setText(text: string): void;
  /** Put `text` where the caret is, as typing would: for a row of keys above a touch keyboard. */
  insert(text: string): void;
  /** Lay the code out anew; absent where the editor cannot. */
  format?(): Promise<void>;
  /** The text of a module it imports has changed. */
  updateSibling(name: string, text: string): void;
  focus(at?: Place): void;
  /** Mark a line as wrong with a message; undefined clears. */
  markError(error?: LineError): void;
  dispose(): void;
}
