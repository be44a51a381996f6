/** Just enough of TypeScript's syntax to colour the plain editor as the static code is coloured, in a few hundred bytes. */
import type { TextSpan } from './editor-options.ts';

const keywords =
  'as async await break case catch class const continue default delete do else export extends finally for from function ' +
  'if implements import in instanceof interface let new of private public readonly return static switch throw try type ' +
  'typeof while yield';
const constants = 'true false null undefined this number string boolean void unknown console Math NaN Infinity';

const pattern = new RegExp(
  [
    String.raw`(?<comment>\/\/.*|\/\*[^]*?\*\/)`,
    String.raw`(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|${'`'}(?:\\.|[^${'`'}\\])*${'`'})`,
    String.raw`(?<![\w$.])(?<keyword>${keywords.replaceAll(' ', '|')})(?![\w$])`,
    String.raw`(?<![\w$.])(?<constant>${constants.replaceAll(' ', '|')}|\d[\w.]*)(?![\w$])`,
    String.raw`(?<function>[A-Za-z_$][\w$]*)(?=\()`,
  ].join('|'),
  'g',
);

/** Coloured stretches of a text; none crosses a line. */
export function syntaxSpans(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const match of text.matchAll(pattern)) {
    const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0] ?? '';
    let start = match.index;
    for (const line of match[0].split('\n')) {
      if (line !== '') spans.push({ start, end: start + line.length, className: `code-${kind}` });
      start += line.length + 1;
    }
  }
  return spans;
}

/** Both lists as one: where they meet, `above` wins and what lies below it is cut. */
export function layer(below: readonly TextSpan[], above: readonly TextSpan[]): TextSpan[] {
  const rest = below.flatMap((span) => {
    const parts: TextSpan[] = [];
    let start = span.start;
    for (const over of above) {
      if (over.end <= start || over.start >= span.end) continue;
      if (over.start > start) parts.push({ ...span, start, end: over.start });
      start = over.end;
    }
    if (start < span.end) parts.push({ ...span, start });
    return parts;
  });
  return [...rest, ...above].sort((a, b) => a.start - b.start);
}
