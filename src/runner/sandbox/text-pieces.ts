/** Pieces of printed text: names, numbers, and how a list of items is laid out. Looks nothing up on learner's prototypes. */
import { dataProperty, natives } from './natives.ts';

/** Longest line of a compound value before each item gets its own. */
const WIDTH = 72;

/** A number as text; zero keeps its sign. */
export function numberText(value: number): string {
  return value === 0 && 1 / value < 0 ? '-0' : '' + value;
}

/** `2×3`, or `scalar`. */
export function shapeText(shape: readonly number[]): string {
  let text = '';
  for (let i = 0; i < shape.length; i++) text += (i > 0 ? '×' : '') + shape[i];
  return text || 'scalar';
}

/** Name of the class of an object; empty for plain objects. */
export function nameOf(value: object): string {
  const prototype = natives.prototypeOf(value);
  if (prototype === null || prototype === natives.objectPrototype) return '';
  const maker = dataProperty(prototype, 'constructor');
  const name = typeof maker === 'function' ? dataProperty(maker, 'name') : undefined;
  return typeof name === 'string' ? natives.slice(name, 0, 60) : '';
}

/** `[function name]`. */
export function functionText(value: object): string {
  const name = dataProperty(value, 'name');
  return typeof name === 'string' && name !== '' ? '[function ' + natives.slice(name, 0, 60) + ']' : '[function]';
}

/** `Name: message`, as far as they are data. */
export function errorText(value: object): string {
  const name = dataProperty(value, 'name');
  const message = dataProperty(value, 'message');
  const first = typeof name === 'string' && name !== '' ? name : 'Error';
  return typeof message === 'string' && message !== '' ? first + ': ' + message : first;
}

/** What is said of items left out. */
export function more(count: number): string {
  return '… ' + count + ' more';
}

function indent(text: string): string {
  let result = '  ';
  let rest = text;
  for (let at = natives.indexOf(rest, '\n'); at >= 0; at = natives.indexOf(rest, '\n')) {
    result += natives.slice(rest, 0, at + 1) + '  ';
    rest = natives.slice(rest, at + 1);
  }
  return result + rest;
}

/** Short lists stay on one line; long ones of compound items get a line for each. */
export function joinItems(open: string, items: readonly string[], close: string, compound: boolean): string {
  if (items.length === 0) return open + close;
  let line = '';
  for (let i = 0; i < items.length; i++) line += (i > 0 ? ', ' : '') + items[i];
  const pad = open.length > 0 && open[open.length - 1] === '{' ? ' ' : '';
  if (!compound || (line.length <= WIDTH && natives.indexOf(line, '\n') < 0)) {
    return open + pad + line + pad + close;
  }
  let text = open;
  for (let i = 0; i < items.length; i++) text += '\n' + indent(items[i] as string) + (i < items.length - 1 ? ',' : '');
  return text + '\n' + close;
}
