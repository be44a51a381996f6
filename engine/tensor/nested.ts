import { DtypeError, ShapeError } from '../errors.ts';
import { formatShape, type Shape } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** A number, a list of numbers, a list of lists of numbers, and so on. */
export type NestedNumbers = number | NestedNumbers[];

/** Like {@link NestedNumbers}, for input: lists may be read-only. */
export type NestedInput = number | readonly NestedInput[];

export function toNested(source: Tensor): NestedNumbers {
  const { shape, strides } = source;
  const { data } = source.storage;
  const level = (dim: number, offset: number): NestedNumbers =>
    dim === shape.length
      ? data[offset]!
      : Array.from({ length: shape[dim]! }, (_, i) => level(dim + 1, offset + i * strides[dim]!));
  return level(0, source.offset);
}

/** The shape of nested lists and their numbers in row-major order; says where a list is uneven or holds no number. */
export function flattenNested(nested: NestedInput): { shape: Shape; values: number[] } {
  const shape: number[] = [];
  for (let level: NestedInput | undefined = nested; Array.isArray(level); level = level[0]) shape.push(level.length);
  const values: number[] = [];
  const path: number[] = [];

  const visit = (item: NestedInput, dim: number): void => {
    if (!Array.isArray(item)) {
      if (dim < shape.length) throw ragged(path, shape[dim]!, 'a single number');
      if (typeof item !== 'number') throw notANumber(item, path);
      values.push(item);
      return;
    }
    if (dim === shape.length) throw ragged(path, null, `a list of ${item.length}`);
    if (item.length !== shape[dim]) throw ragged(path, shape[dim]!, `a list of ${item.length}`);
    for (let i = 0; i < item.length; i++) {
      path.push(i);
      visit(item[i] as NestedInput, dim + 1);
      path.pop();
    }
  };
  visit(nested, 0);
  return { shape, values };
}

function ragged(path: Shape, expected: number | null, got: string): ShapeError {
  const wanted = expected === null ? 'a single number' : `a list of ${expected}`;
  return new ShapeError(
    `tensor: the rows are uneven: at index ${formatShape(path)} there is ${got}; expected ${wanted}, as in the first row.`,
  );
}

function notANumber(item: unknown, path: Shape): DtypeError {
  const got = typeof item === 'string' ? `the text "${item}"` : item === null ? 'null' : typeof item;
  const where = path.length === 0 ? '' : ` at index ${formatShape(path)}`;
  return new DtypeError(`tensor: got ${got}${where}; expected a number. Convert it first, for example with Number(…).`);
}
