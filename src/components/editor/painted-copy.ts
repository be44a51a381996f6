/** The copy of a text that lies under a text area: one element per line, so that CSS can number them. */
import type { TextSpan } from './editor-options.ts';

export interface Piece {
  readonly text: string;
  readonly className?: string;
}

/** The text cut into lines, and each line at the edges of the spans. Spans never cross a line. */
export function cutLines(text: string, spans: readonly TextSpan[]): Piece[][] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let offset = 0;
  return text.split('\n').map((line) => {
    const pieces: Piece[] = [];
    const end = offset + line.length;
    let at = offset;
    for (const span of sorted) {
      if (span.start < at || span.end > end) continue;
      if (span.start > at) pieces.push({ text: text.slice(at, span.start) });
      pieces.push({ text: text.slice(span.start, span.end), className: span.className });
      at = span.end;
    }
    if (at < end) pieces.push({ text: text.slice(at, end) });
    offset = end + 1;
    return pieces;
  });
}

export function paintLines(copy: HTMLElement, text: string, spans: readonly TextSpan[], wrongLine?: number): void {
  const lines = cutLines(text, spans).map((pieces, index) => {
    const line = document.createElement('span');
    line.className = index + 1 === wrongLine ? 'plain-editor-line error-line' : 'plain-editor-line';
    for (const piece of pieces) line.append(paintPiece(piece));
    // An empty line would have no height.
    if (pieces.length === 0) line.append('\u200b');
    return line;
  });
  copy.replaceChildren(...lines);
}

function paintPiece({ text, className }: Piece): Node {
  if (className === undefined) return document.createTextNode(text);
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}
