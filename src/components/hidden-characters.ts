/** Characters that a reader does not see, or that change the order in which the others are seen. */

export interface Piece {
  readonly text: string;
  /** What stands here, in words, when `text` only stands for it. */
  readonly hidden?: string;
}

const hiddenCharacter =
  /(?![ \n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}\u115F\u1160\u3164\uFFA0\u2800]/gu;
const turnsText = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** So many get a mark of their own; a text made of nothing else must not fill the page with elements. */
const marks = 400;

/** `text` cut where a hidden character stands, each replaced by its code point. */
export function revealHidden(text: string): { pieces: Piece[]; count: number; turning: boolean } {
  const pieces: Piece[] = [];
  let count = 0;
  let from = 0;
  let tail = '';
  for (const match of text.matchAll(hiddenCharacter)) {
    const [char] = match;
    const before = text.slice(from, match.index);
    from = match.index + char.length;
    count += 1;
    if (count <= marks) pieces.push({ text: before }, { text: codePoint(char), hidden: kindOf(char) });
    else tail += before + codePoint(char);
  }
  pieces.push({ text: tail + text.slice(from) });
  return { pieces: pieces.filter((piece) => piece.text !== ''), count, turning: turnsText.test(text) };
}

function codePoint(char: string): string {
  return `⟦U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

function kindOf(char: string): string {
  if (turnsText.test(char)) return 'changes the direction of text';
  if (/\p{Zs}/u.test(char)) return 'an unusual space';
  return 'invisible character';
}
