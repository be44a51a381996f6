/** Sentences from exercises mark code with backticks; everything is set as text, never as HTML. */
export interface Piece {
  readonly text: string;
  readonly code: boolean;
}

export function richText(sentence: string): Piece[] {
  return sentence
    .split('`')
    .map((text, index) => ({ text, code: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
