/**
 * What `console.log` shows. Reads data properties only, so that printing never runs a getter, and is bounded
 * in items, depth and characters. Pure: the same code prints in the sandbox and when outputs are recorded.
 */
import type { Part } from '../protocol.ts';
import { append, holdsValue, inherits, natives } from './natives.ts';
import { errorText, functionText, joinItems, more, nameOf, numberText, shapeText } from './text-pieces.ts';
import { SUMMARY_NUMBERS, tensorPart } from './tensor-part.ts';
import { noTensors, type ReadTensor, type TensorView } from './tensor-view.ts';

/** Bounds of one printed line. */
export const FORMAT_LIMITS = { items: 32, depth: 4, characters: 4000, tensorNumbers: 4096 } as const;

interface Path {
  readonly value: object;
  readonly up: Path | undefined;
}

interface Printing {
  left: number;
  readonly readTensor: ReadTensor;
}

function spend(text: string, printing: Printing): string {
  const shown = text.length > printing.left ? natives.slice(text, 0, printing.left) + '…' : text;
  printing.left -= text.length;
  return shown;
}

function listText(value: object, name: string, length: number, printing: Printing, depth: number, path: Path): string {
  const items: string[] = [];
  let compound = false;
  for (let i = 0; i < length && i < FORMAT_LIMITS.items && printing.left > 0; i++) {
    const slot = natives.descriptor(value, i);
    if (slot === undefined) append(items, 'empty');
    else if (!holdsValue(slot)) append(items, '[getter]');
    else {
      compound = compound || (typeof slot.value === 'object' && slot.value !== null);
      append(items, show(slot.value, printing, depth + 1, path));
    }
  }
  if (length > items.length) append(items, more(length - items.length));
  return joinItems(name + '[', items, ']', compound);
}

function fieldText(value: object, printing: Printing, depth: number, path: Path): string {
  const keys = natives.ownKeys(value);
  const items: string[] = [];
  let hidden = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string | symbol;
    const slot = natives.descriptor(value, key);
    if (slot === undefined || slot.enumerable !== true) continue;
    if (items.length >= FORMAT_LIMITS.items || printing.left <= 0) {
      hidden++;
      continue;
    }
    const label = typeof key === 'symbol' ? '[' + natives.symbolText(key) + ']' : natives.slice(key, 0, 200);
    const shown = holdsValue(slot) ? show(slot.value, printing, depth + 1, path) : '[getter]';
    append(items, spend(label, printing) + ': ' + shown);
  }
  if (hidden > 0) append(items, more(hidden));
  const name = nameOf(value);
  return joinItems((name === '' ? '' : name + ' ') + '{', items, '}', true);
}

function entriesText(value: object, size: number, map: boolean, printing: Printing, depth: number, path: Path): string {
  const items: string[] = [];
  const iterator = map ? natives.mapEntries(value) : natives.setValues(value);
  for (let i = 0; i < size && i < FORMAT_LIMITS.items && printing.left > 0; i++) {
    const step = map ? natives.mapNext(iterator) : natives.setNext(iterator);
    if (step.done === true) break;
    if (!map) append(items, show(step.value, printing, depth + 1, path));
    else {
      const entry = step.value as readonly [unknown, unknown];
      append(items, show(entry[0], printing, depth + 1, path) + ' => ' + show(entry[1], printing, depth + 1, path));
    }
  }
  if (size > items.length) append(items, more(size - items.length));
  return joinItems((map ? 'Map(' : 'Set(') + size + ') {', items, '}', true);
}

function sizeOrThrow(size: unknown): number {
  if (typeof size !== 'number') throw new TypeError('no size');
  return size;
}

/* Each of these throws for a value of another kind: the internal slot is the only mark nobody can fake. */
function builtinText(value: object, printing: Printing, depth: number, path: Path): string | undefined {
  const attempts = [
    () => entriesText(value, sizeOrThrow(natives.mapSize(value)), true, printing, depth, path),
    () => entriesText(value, sizeOrThrow(natives.setSize(value)), false, printing, depth, path),
    () => natives.dateText(value),
  ];
  for (let i = 0; i < attempts.length; i++) {
    try {
      return (attempts[i] as () => string)();
    } catch {
      // Not that kind.
    }
  }
  return undefined;
}

function objectText(value: object, printing: Printing, depth: number, path: Path | undefined): string {
  for (let link = path; link !== undefined; link = link.up) if (link.value === value) return '[circular]';
  const here: Path = { value, up: path };
  const tensor = printing.readTensor(value, 0);
  if (tensor !== undefined) return spend('Tensor(' + shapeText(tensor.shape) + ')', printing);
  if (natives.isView(value)) {
    const name = natives.typedName(value);
    if (name === undefined) return '[DataView]';
    const length = natives.typedLength(value);
    return listText(value, name + '(' + length + ') ', length, printing, depth, here);
  }
  if (natives.isArray(value)) {
    const length = natives.descriptor(value, 'length')?.value;
    if (depth >= FORMAT_LIMITS.depth) return spend('[array of ' + length + ']', printing);
    return listText(value, '', typeof length === 'number' ? length : 0, printing, depth, here);
  }
  if (inherits(value, natives.errorPrototype)) return spend(errorText(value), printing);
  if (inherits(value, natives.promisePrototype)) return '[Promise]';
  if (depth >= FORMAT_LIMITS.depth) return spend('[' + (nameOf(value) || 'object') + ']', printing);
  return builtinText(value, printing, depth, here) ?? fieldText(value, printing, depth, here);
}

function show(value: unknown, printing: Printing, depth: number, path: Path | undefined): string {
  if (printing.left <= 0) return '…';
  switch (typeof value) {
    case 'string':
      return spend(natives.quote(natives.slice(value, 0, printing.left + 1)), printing);
    case 'number':
      return spend(numberText(value), printing);
    case 'bigint':
      return spend(value + 'n', printing);
    case 'boolean':
    case 'undefined':
      return spend('' + value, printing);
    case 'symbol':
      return spend(natives.symbolText(value), printing);
    case 'function':
      return spend(functionText(value), printing);
    default:
      if (value === null) return spend('null', printing);
  }
  try {
    return objectText(value as object, printing, depth, path);
  } catch {
    // A revoked Proxy, or one whose traps throw.
    return '[unreadable]';
  }
}

/** Text of one value, bounded; never throws. */
export function formatValue(value: unknown, readTensor: ReadTensor = noTensors): string {
  return show(value, { left: FORMAT_LIMITS.characters, readTensor }, 0, undefined);
}

/** The parts of one printed line: text, and tensors as themselves. `args` is read by index only. */
export function formatLine(args: ArrayLike<unknown>, readTensor: ReadTensor = noTensors): Part[] {
  const printing: Printing = { left: FORMAT_LIMITS.characters, readTensor };
  const parts: Part[] = [];
  let text = '';
  for (let i = 0; i < args.length; i++) {
    const value = args[i];
    if (i > 0) text += ' ';
    const tensor = typeof value === 'object' && value !== null ? readSafely(value, readTensor) : undefined;
    if (tensor === undefined) {
      text += typeof value === 'string' ? spend(value, printing) : show(value, printing, 0, undefined);
      if (printing.left <= 0) break;
    } else {
      if (text !== '') append(parts, { kind: 'text', text });
      text = '';
      append(parts, tensorPart(tensor, FORMAT_LIMITS.tensorNumbers));
    }
  }
  if (text !== '' || parts.length === 0) append(parts, { kind: 'text', text });
  return parts;
}

function readSafely(value: object, readTensor: ReadTensor): TensorView | undefined {
  try {
    return readTensor(value, SUMMARY_NUMBERS);
  } catch {
    return undefined;
  }
}
