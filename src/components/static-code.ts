/** The code that stands in a page before an editor does. */
import { markSymbols } from '../catalog/symbols.ts';
import type { Place } from './editor/open-editor.ts';

interface Part {
  readonly text: string;
  readonly className?: string;
}

/** A learner's text line by line, marked up without the highlighter. */
export function staticLines(text: string): Part[][] {
  return text.split('\n').map((line) => {
    const parts: Part[] = [];
    let from = 0;
    for (const mark of markSymbols(line)) {
      parts.push(
        { text: line.slice(from, mark.start) },
        { text: line.slice(mark.start, mark.end), className: mark.className },
      );
      from = mark.end;
    }
    parts.push({ text: line.slice(from) });
    return parts;
  });
}

/** Which line and column of the static text was clicked, so that the cursor lands there. */
export function placeUnder(box: HTMLElement, event: MouseEvent): Place | undefined {
  const lines = [...box.querySelectorAll('.code-static .line')];
  const index = lines.findIndex((line) => event.clientY < line.getBoundingClientRect().bottom);
  const line = lines[index];
  if (!line) return undefined;
  const fontSize = parseFloat(getComputedStyle(line).fontSize);
  const textLeft = line.getBoundingClientRect().left + fontSize * 3.1;
  return { line: index + 1, column: Math.max(1, Math.round((event.clientX - textLeft) / (fontSize * 0.6)) + 1) };
}
