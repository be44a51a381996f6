/** The part of a tensor that one picture shows: its last two dimensions, at chosen places of those before. */
import type { TensorPart } from '../../runner/protocol.ts';

export interface NumberGrid {
  readonly rows: number;
  readonly columns: number;
  /** Row-major; NaN for what is no finite number, undefined for what the sandbox did not send. */
  readonly numbers: readonly (number | undefined)[];
  /** A vector is folded into rows of `columns`; then places are counted through. */
  readonly folded: boolean;
}

/** Rows and columns of one picture at most. */
export const GRID_LIMIT = 64;

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** The dimensions for which a place has to be picked. */
export function leadingOf(shape: readonly number[]): readonly number[] {
  return shape.slice(0, Math.max(0, shape.length - 2));
}

/** The numbers at the picked places, at most 64 × 64 of them. */
export function gridOf(part: TensorPart, picked: readonly number[]): NumberGrid {
  const { shape, data } = part;
  const leading = leadingOf(shape);
  const inner = shape.slice(leading.length);
  const start = leading.reduce((at, length, i) => at * length + (picked[i] ?? 0), 0) * sizeOf(inner);
  const take = (at: number): number | undefined => (at < data.length ? (data[at] ?? NaN) : undefined);
  if (inner.length < 2) {
    const count = Math.min(inner[0] ?? 1, GRID_LIMIT * GRID_LIMIT);
    const columns = Math.min(count, count <= 16 ? 16 : Math.min(GRID_LIMIT, Math.ceil(Math.sqrt(count))));
    const rows = columns === 0 ? 0 : Math.ceil(count / columns);
    return { rows, columns, folded: rows > 1, numbers: Array.from({ length: count }, (_, i) => take(i)) };
  }
  const [height = 0, width = 0] = inner;
  const rows = Math.min(height, GRID_LIMIT);
  const columns = Math.min(width, GRID_LIMIT);
  const numbers = Array.from({ length: rows * columns }, (_, i) =>
    take(start + Math.floor(i / columns) * width + (i % columns)),
  );
  return { rows, columns, folded: false, numbers };
}

/** The place of entry `i` of a grid, as learners index it. */
export function placeOf(grid: NumberGrid, i: number, picked: readonly number[], ndim: number): string {
  const own = grid.folded || ndim < 2 ? [i] : [Math.floor(i / grid.columns), i % grid.columns];
  return `[${[...picked, ...own].join(', ')}]`;
}

/** What of the tensor is not in the picture, in a sentence; nothing when all is. */
export function leftOutWords(part: TensorPart, grid: NumberGrid): string | undefined {
  const inner = sizeOf(part.shape.slice(leadingOf(part.shape).length));
  const missing = grid.numbers.filter((value) => value === undefined).length;
  const says: string[] = [];
  if (grid.numbers.length < inner)
    says.push(`the first ${grid.rows} rows and ${grid.columns} columns of this slice are shown`);
  if (part.data.length < part.size)
    says.push(
      `of ${part.size.toLocaleString('en')} numbers the first ${part.data.length.toLocaleString('en')} left the sandbox`,
    );
  if (missing > 0) says.push('blank places were not among them');
  if (says.length === 0) return undefined;
  const text = says.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
