/** `console.table` as text: a column for each field, aligned. */
import { FORMAT_LIMITS, formatValue } from './format.ts';
import { append, holdsValue, natives } from './natives.ts';

const MAX_ROWS = 50;
const MAX_COLUMNS = 12;
const MAX_CELL = 24;

type Row = readonly { readonly column: string; readonly text: string }[];

function cell(value: unknown): string {
  const text = typeof value === 'string' ? value : formatValue(value);
  return text.length > MAX_CELL ? natives.slice(text, 0, MAX_CELL - 1) + '…' : text;
}

function rowOf(value: unknown): Row {
  const row: { column: string; text: string }[] = [];
  if (typeof value !== 'object' || value === null) return [{ column: 'value', text: cell(value) }];
  const keys = natives.ownKeys(value);
  for (let i = 0; i < keys.length && row.length < MAX_COLUMNS; i++) {
    const column = keys[i];
    const slot = typeof column === 'string' ? natives.descriptor(value, column) : undefined;
    if (typeof column !== 'string' || slot === undefined || slot.enumerable !== true) continue;
    append(row, { column: cell(column), text: holdsValue(slot) ? cell(slot.value) : '[getter]' });
  }
  return row;
}

function pad(text: string, width: number): string {
  let padded = text;
  while (padded.length < width) padded += ' ';
  return padded;
}

function find(row: Row, column: string): string {
  for (let i = 0; i < row.length; i++) if (row[i]?.column === column) return (row[i] as Row[number]).text;
  return '';
}

/** The table as text, or undefined for what is no table; never runs a getter. */
export function formatTable(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const columns: string[] = [''];
  const rows: Row[] = [];
  const keys = natives.ownKeys(data);
  for (let i = 0; i < keys.length && rows.length < MAX_ROWS; i++) {
    const key = keys[i];
    const slot = typeof key === 'string' ? natives.descriptor(data, key) : undefined;
    if (typeof key !== 'string' || slot === undefined || slot.enumerable !== true) continue;
    const fields = rowOf(holdsValue(slot) ? slot.value : '[getter]');
    const row: { column: string; text: string }[] = [{ column: '', text: cell(key) }];
    for (let f = 0; f < fields.length; f++) {
      const field = fields[f] as Row[number];
      append(row, field);
      let known = false;
      for (let c = 0; c < columns.length; c++) known = known || columns[c] === field.column;
      if (!known && columns.length <= MAX_COLUMNS) append(columns, field.column);
    }
    append(rows, row);
  }
  return layOut(columns, rows);
}

function layOut(columns: readonly string[], rows: readonly Row[]): string {
  const lines: string[] = [];
  for (let r = -1; r < rows.length; r++) append(lines, '');
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c] as string;
    let width = column.length;
    for (let r = 0; r < rows.length; r++) {
      const length = find(rows[r] as Row, column).length;
      if (length > width) width = length;
    }
    const last = c === columns.length - 1;
    for (let r = -1; r < rows.length; r++) {
      const text = r < 0 ? column : find(rows[r] as Row, column);
      lines[r + 1] += last ? text : pad(text, width) + '  ';
    }
  }
  let text = '';
  for (let i = 0; i < lines.length; i++) text += (i > 0 ? '\n' : '') + lines[i];
  return text.length > FORMAT_LIMITS.characters ? natives.slice(text, 0, FORMAT_LIMITS.characters) + '…' : text;
}
