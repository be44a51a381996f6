/**
 * The course's symbols: one key, one colour and one glossary entry each, wherever they stand
 * (equation, prose, code, figure). Twins share a key, so `dw` and `dW` light up together.
 */

/** The roles that have a colour of their own (see styles/tokens.css). */
export type Quantity = 'input' | 'weight' | 'bias' | 'output' | 'gradient' | 'loss';

export interface MathSymbol {
  /** Identity: twins share it. Also the slug of the glossary entry. */
  readonly key: string;
  readonly quantity: Quantity;
  /** How it is written in code and plain prose, the first form being the usual one. */
  readonly forms: readonly string[];
  /** The same forms in TeX; absent where TeX writes them as they stand. */
  readonly tex?: readonly string[];
  /** What it is in each form, in a few words: read out, and shown beside the symbol. */
  readonly names: readonly string[];
}

export const symbols: readonly MathSymbol[] = [
  { key: 'x', quantity: 'input', forms: ['x', 'X'], names: ['the input', 'the inputs, one row per pot'] },
  { key: 'w', quantity: 'weight', forms: ['w', 'W'], names: ['the weight', 'the weights, one row per neuron'] },
  { key: 'b', quantity: 'bias', forms: ['b'], names: ['the bias'] },
  {
    key: 'z',
    quantity: 'output',
    forms: ['z', 'Z'],
    names: ['the weighted sum', 'the weighted sums, one row per pot'],
  },
  { key: 'y', quantity: 'output', forms: ['y', 'Y'], names: ['the target', 'the targets, one row per pot'] },
  { key: 'loss', quantity: 'loss', forms: ['L'], names: ['the loss'] },
  {
    key: 'dw',
    quantity: 'gradient',
    forms: ['dw', 'dW'],
    names: ['gradient of the weight', 'gradient of the weights'],
  },
  {
    key: 'dz',
    quantity: 'gradient',
    forms: ['dz', 'dZ'],
    names: ['gradient of the weighted sum', 'gradient of the weighted sums'],
  },
];

const byForm = new Map(symbols.flatMap((symbol) => symbol.forms.map((form) => [form, symbol] as const)));
const byKey = new Map(symbols.map((symbol) => [symbol.key, symbol] as const));

export function symbolOf(key: string): MathSymbol | undefined {
  return byKey.get(key);
}

/** The class names that colour a symbol and make it one of its twins. */
export function symbolClass(symbol: MathSymbol): string {
  return `q q-${symbol.quantity} q-of-${symbol.key}`;
}

export interface SymbolMark {
  readonly start: number;
  readonly end: number;
  readonly key: string;
  readonly className: string;
}

// Strings are skipped whole; a name after a dot is a property, not the symbol.
const wordOrString = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(?<![\w$.])[A-Za-z]{1,2}(?![\w$])/g;

/** Where the symbols stand in a piece of code. */
export function markSymbols(code: string): SymbolMark[] {
  const marks: SymbolMark[] = [];
  for (const match of code.matchAll(wordOrString)) {
    const symbol = byForm.get(match[0]);
    if (symbol) {
      const start = match.index;
      marks.push({ start, end: start + match[0].length, key: symbol.key, className: symbolClass(symbol) });
    }
  }
  return marks;
}

/** KaTeX macros: `\qdw` writes dw in its colour, as a twin of every other dw. */
export function symbolMacros(): Record<string, string> {
  const macros: Record<string, string> = {};
  for (const symbol of symbols) {
    symbol.forms.forEach((form, index) => {
      const body = symbol.tex?.[index] ?? form;
      macros[`\\q${form}`] = `\\htmlClass{${symbolClass(symbol)}}{${body}}`;
    });
  }
  return macros;
}
