import { ArgumentError } from '../errors.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';

export interface TableOptions {
  /** The columns of numbers that describe a sample. */
  readonly features: readonly string[];
  /** The column that says which class a sample belongs to. */
  readonly label: string;
}

export interface Table {
  /** `[n, features]`, the numbers as they stand. */
  readonly features: Tensor;
  /** `[n]`, the number of each sample's class. */
  readonly labels: Tensor;
  /** The names of the classes, in alphabetical order: class 0 is the first. */
  readonly classNames: readonly string[];
}

/**
 * Reads columns of numbers and a column of names from text in rows, separated by commas, under a row of column names.
 *
 * Rows in which one of these columns is empty are left out.
 * Shape: n whole rows → features `[n, number of features]` and labels `[n]`.
 * @throws ArgumentError if a column is missing, something is not a number, or a field is quoted.
 */
export function tableFromCsv(text: string, { features, label }: TableOptions): Table {
  if (text.includes('"'))
    throw new ArgumentError('tableFromCsv: got quoted fields; expected plain ones, without commas.');
  const [header = [], ...rows] = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const columns = [...features, label].map((name) => columnOf(header, name));
  const whole = rows.map((row) => columns.map((column) => row[column] ?? '')).filter((row) => !row.includes(''));
  const classNames = [...new Set(whole.map((row) => row.at(-1)!))].sort();
  const numbers = whole.flatMap((row, i) => features.map((name, j) => numberOf(row[j]!, name, i)));
  return {
    features: fromData(Float32Array.from(numbers), [whole.length, features.length]),
    labels: fromData(
      Float32Array.from(whole, (row) => classNames.indexOf(row.at(-1)!)),
      [whole.length],
    ),
    classNames,
  };
}

function columnOf(header: readonly string[], name: string): number {
  const column = header.indexOf(name);
  if (column >= 0) return column;
  throw new ArgumentError(`tableFromCsv: got no column "${name}"; expected one of ${header.join(', ')}.`);
}

function numberOf(text: string, name: string, row: number): number {
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new ArgumentError(`tableFromCsv: got "${text}" in column "${name}" of whole row ${row}; expected a number.`);
}
