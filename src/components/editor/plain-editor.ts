/**
 * The editor for touch and small screens: a text area over a painted copy of its text. The copy gives the
 * height, the line numbers, the quantities' colours and the marked line; the text area keeps everything native.
 */
import './plain-editor.css';
import type { EditorOptions, LineError, OpenEditor, Place } from './editor-options.ts';
import { paintLines } from './painted-copy.ts';
import { layer, syntaxSpans } from './plain-syntax.ts';
import { indentAfter, offsetOf, smallestChange } from './text-change.ts';

function makeTextArea(options: EditorOptions): HTMLTextAreaElement {
  const area = document.createElement('textarea');
  area.className = 'plain-editor-text';
  area.value = options.text;
  area.spellcheck = false;
  area.autocomplete = 'off';
  area.autocapitalize = 'off';
  area.setAttribute('autocorrect', 'off');
  area.setAttribute('translate', 'no');
  area.rows = 1;
  area.setAttribute('aria-label', options.label);
  if (options.describedBy !== undefined) area.setAttribute('aria-describedby', options.describedBy);
  return area;
}

/** Replace a range so that the browser's own undo knows of it. */
function typeInto(area: HTMLTextAreaElement, start: number, end: number, insert: string): void {
  const before = document.activeElement;
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  // Deprecated, and still the only edit of a text area that can be undone.
  const done = insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert);
  if (!done) {
    area.setRangeText(insert, start, end, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (before instanceof HTMLElement && before !== area) before.focus({ preventScroll: true });
}

function onKey(event: KeyboardEvent, options: EditorOptions): void {
  if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (event.shiftKey) options.onCheck?.();
  else options.onRun();
}

// Touch keyboards often name no key; what they are about to insert is always known.
function onBeforeInput(event: InputEvent, area: HTMLTextAreaElement): void {
  if ((event.inputType !== 'insertLineBreak' && event.inputType !== 'insertParagraph') || event.isComposing) return;
  const indent = indentAfter(area.value.slice(0, area.selectionStart));
  if (indent === '') return;
  event.preventDefault();
  typeInto(area, area.selectionStart, area.selectionEnd, `\n${indent}`);
}

function describeError(area: HTMLTextAreaElement, error: LineError | undefined): void {
  if (error) area.setAttribute('aria-invalid', 'true');
  else area.removeAttribute('aria-invalid');
}

export function openPlainEditor(host: HTMLElement, options: EditorOptions): OpenEditor {
  const box = document.createElement('div');
  box.className = 'plain-editor';
  const copy = document.createElement('pre');
  copy.className = 'plain-editor-copy';
  copy.setAttribute('aria-hidden', 'true');
  const area = makeTextArea(options);
  let error: LineError | undefined;
  const paint = (): void => {
    const text = area.value;
    paintLines(copy, text, layer(syntaxSpans(text), options.symbols?.(text) ?? []), error?.line);
  };

  area.addEventListener('input', () => {
    paint();
    options.onChange(area.value);
  });
  area.addEventListener('keydown', (event) => onKey(event, options));
  area.addEventListener('beforeinput', (event) => onBeforeInput(event, area));
  paint();
  box.append(copy, area);
  host.append(box);

  return {
    kind: 'plain',
    getText: () => area.value,
    setText: (text) => {
      const change = smallestChange(area.value, text.replaceAll('\r\n', '\n'));
      if (change) typeInto(area, change.start, change.end, change.insert);
    },
    insert: (text) => typeInto(area, area.selectionStart, area.selectionEnd, text),
    // It knows no types, so it needs no other module.
    updateSibling: () => {},
    focus: (at?: Place) => {
      area.focus({ preventScroll: at === undefined });
      const offset = at ? offsetOf(area.value, at.line, at.column) : area.selectionStart;
      area.setSelectionRange(offset, offset);
    },
    markError: (next) => {
      error = next;
      describeError(area, next);
      paint();
    },
    dispose: () => box.remove(),
  };
}
