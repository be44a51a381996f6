/** Turns what 'risotto/output' is given into bounded plain data; refuses what cannot be shown, in the learner's own stack. */
import { summarise } from '../number-summary.ts';
import type { Shown } from '../shown.ts';
import { formatValue } from './format.ts';
import { append, holdsValue, natives } from './natives.ts';
import { shortNumber } from './tensor-part.ts';
import type { ReadTensor } from './tensor-view.ts';

/** Bounds of one table or chart. */
export const SHOWN_LIMITS = { rows: 200, columns: 20, cell: 120, bars: 60, pixels: 16_384, values: 1_000_000 } as const;

type Cell = number | string | null;
type List = Extract<Shown, { kind: 'table' }>['rows'][number];

function cellOf(value: unknown, readTensor: ReadTensor): Cell {
  if (typeof value === 'number' && value - value === 0) return value;
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : formatValue(value, readTensor);
  return text.length > SHOWN_LIMITS.cell ? natives.slice(text, 0, SHOWN_LIMITS.cell) + '…' : text;
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (natives.isView(value)) return natives.typedName(value) === undefined ? undefined : natives.typedLength(value);
  const length: unknown = natives.isArray(value) ? natives.descriptor(value, 'length')?.value : undefined;
  return typeof length === 'number' ? length : undefined;
}

function itemAt(list: object, index: number): unknown {
  const slot = natives.descriptor(list, index);
  return slot !== undefined && holdsValue(slot) ? slot.value : undefined;
}

interface Counted {
  readonly numbers: Float64Array;
  /** How many there were. */
  readonly of: number;
}

/** Numbers of an array, a typed array or a tensor, at most `most`; and how many there were. */
function numbersOf(value: unknown, most: number, what: string, readTensor: ReadTensor): Counted {
  const tensor = readTensor(value, most);
  if (tensor !== undefined) return { numbers: tensor.data, of: tensor.size };
  const length = lengthOf(value);
  if (length === undefined)
    throw new TypeError(what + ' must be a list of numbers or a tensor, not ' + formatValue(value, readTensor));
  const numbers = new natives.Float64Array(length < most ? length : most);
  for (let i = 0; i < numbers.length; i++) {
    const item = itemAt(value as object, i);
    if (typeof item !== 'number')
      throw new TypeError(what + ' must hold numbers; item ' + i + ' is ' + formatValue(item, readTensor));
    numbers[i] = item;
  }
  return { numbers, of: length };
}

/** A table of rows that are lists, or objects whose fields are the columns. */
export function tableOf(rows: unknown, readTensor: ReadTensor): Shown {
  const of = lengthOf(rows);
  if (of === undefined || natives.isView(rows))
    throw new TypeError('table: rows must be a list of rows, not ' + formatValue(rows, readTensor));
  const columns: string[] = [];
  const wide: { hidden: number } = { hidden: 0 };
  const shown: List[] = [];
  for (let r = 0; r < of && r < SHOWN_LIMITS.rows; r++)
    append(shown, rowOf(itemAt(rows as object, r), columns, wide, readTensor));
  const even: List[] = [];
  for (let r = 0; r < shown.length; r++) {
    const row: Cell[] = [];
    for (let c = 0; c < columns.length; c++) append(row, (itemAt(shown[r] as List, c) ?? '') as Cell);
    append(even, row);
  }
  return { kind: 'table', columns, rows: even, of, hidden: wide.hidden };
}

function rowOf(row: unknown, columns: string[], wide: { hidden: number }, readTensor: ReadTensor): Cell[] {
  const cells: Cell[] = [];
  const put = (column: string, value: unknown): void => {
    let at = 0;
    while (at < columns.length && columns[at] !== column) at++;
    if (at === columns.length) {
      if (at >= SHOWN_LIMITS.columns) return;
      append(columns, column);
    }
    while (cells.length <= at) append(cells, '');
    cells[at] = cellOf(value, readTensor);
  };
  const length = lengthOf(row);
  if (length !== undefined) {
    for (let i = 0; i < length && i < SHOWN_LIMITS.columns; i++) put('' + i, itemAt(row as object, i));
    if (length - SHOWN_LIMITS.columns > wide.hidden) wide.hidden = length - SHOWN_LIMITS.columns;
    return cells;
  }
  if (typeof row !== 'object' || row === null || readTensor(row, 0) !== undefined) {
    put('value', row);
    return cells;
  }
  const keys = natives.ownKeys(row);
  for (let i = 0; i < keys.length && i < SHOWN_LIMITS.columns; i++) {
    const key = keys[i];
    const slot = typeof key === 'string' ? natives.descriptor(row, key) : undefined;
    if (typeof key !== 'string' || slot?.enumerable !== true) continue;
    put(natives.slice(key, 0, SHOWN_LIMITS.cell), holdsValue(slot) ? slot.value : '[getter]');
  }
  if (keys.length - SHOWN_LIMITS.columns > wide.hidden) wide.hidden = keys.length - SHOWN_LIMITS.columns;
  return cells;
}

/** A bar for each label. */
export function barOf(labels: unknown, values: unknown, readTensor: ReadTensor): Shown {
  const of = lengthOf(labels);
  if (of === undefined) throw new TypeError('bar: labels must be a list, not ' + formatValue(labels, readTensor));
  const { numbers, of: count } = numbersOf(values, SHOWN_LIMITS.bars, 'bar: values', readTensor);
  if (count !== of)
    throw new RangeError('bar: ' + of + ' labels came with ' + count + ' values; give one value for each label');
  const texts: string[] = [];
  const bars: (number | null)[] = [];
  for (let i = 0; i < numbers.length; i++) {
    append(texts, '' + (cellOf(itemAt(labels as object, i), readTensor) ?? ''));
    append(bars, shortNumber(numbers[i] as number, 'float64'));
  }
  return { kind: 'bar', labels: texts, values: bars, of };
}

/** How often numbers fall into each of `parts` equal parts of their range. */
export function histogramOf(values: unknown, parts: unknown, readTensor: ReadTensor): Shown {
  if (typeof parts !== 'number' || !(parts >= 1 && parts <= 200) || natives.floor(parts) !== parts)
    throw new RangeError('histogram: bins must be a whole number from 1 to 200, not ' + formatValue(parts));
  const { numbers, of } = numbersOf(values, SHOWN_LIMITS.values, 'histogram: values', readTensor);
  const { low, high, odd, bins } = summarise(numbers, parts);
  const counts: number[] = [];
  for (let i = 0; i < bins.length; i++) append(counts, bins[i] as number);
  return { kind: 'histogram', low, high, counts, counted: numbers.length, of, odd };
}

const IMAGE_SHAPES =
  'a tensor of shape [height, width], [1, height, width] or [3, height, width] with at most ' +
  SHOWN_LIMITS.pixels +
  ' numbers';

/** Pixels: shades of one number each, or planes of red, green and blue. */
export function imageOf(pixels: unknown, readTensor: ReadTensor): Shown {
  const given = readTensor(pixels, SHOWN_LIMITS.pixels) ?? nested(pixels, readTensor);
  if (given === undefined)
    throw new TypeError('image: expected ' + IMAGE_SHAPES + ', not ' + formatValue(pixels, readTensor));
  const { shape, size, data } = given;
  const last = shape.length - 1;
  const channels = shape.length === 2 ? 1 : shape.length === 3 ? shape[0] : 0;
  if ((channels !== 1 && channels !== 3) || size > SHOWN_LIMITS.pixels || size === 0)
    throw new RangeError('image: got the shape ' + formatValue(shape) + '; expected ' + IMAGE_SHAPES);
  const { low, high } = summarise(data);
  const numbers: (number | null)[] = [];
  for (let i = 0; i < data.length; i++) append(numbers, shortNumber(data[i] as number, 'float32'));
  return {
    kind: 'image',
    height: shape[last - 1] as number,
    width: shape[last] as number,
    channels,
    low,
    high,
    data: numbers,
  };
}

/* Rows of numbers, as lessons without tensors have them. */
function nested(
  rows: unknown,
  readTensor: ReadTensor,
): { shape: number[]; size: number; data: Float64Array } | undefined {
  const height = lengthOf(rows);
  if (height === undefined || height === 0) return undefined;
  const width = lengthOf(itemAt(rows as object, 0));
  if (width === undefined) return undefined;
  const size = height * width;
  const data = new natives.Float64Array(size <= SHOWN_LIMITS.pixels ? size : 0);
  for (let r = 0; r < height && data.length > 0; r++) {
    const { numbers: row, of: length } = numbersOf(itemAt(rows as object, r), width, 'image: row ' + r, readTensor);
    if (length !== width)
      throw new RangeError('image: row 0 has ' + width + ' numbers, row ' + r + ' has ' + length + '; make them equal');
    for (let c = 0; c < width; c++) data[r * width + c] = row[c] as number;
  }
  return { shape: [height, width], size, data };
}

/** How many numbers and words it holds, for the bound of a run. */
export function itemsIn(shown: Shown): number {
  switch (shown.kind) {
    case 'table':
      return shown.rows.length * shown.columns.length * 4;
    case 'bar':
      return shown.values.length * 4;
    case 'histogram':
      return shown.counts.length;
    case 'image':
      return shown.data.length;
    case 'graph':
      return shown.nodes.length * 8;
  }
}

/** The sentence for what has no graph. */
export function noGraph(value: unknown, readTensor: ReadTensor): TypeError {
  return new TypeError('graph: expected a Value or a Tensor, not ' + formatValue(value, readTensor));
}
