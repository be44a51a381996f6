import type { Axis } from '../kernels/windows.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { formatShape } from '../tensor/shape.ts';

/** One whole number for all dimensions of space, or one for each. */
export type PerDimension = number | readonly number[];

/** What a second dimension of space is to something that has but one: a single place. */
const SINGLE: Axis = { size: 1, kernel: 1, stride: 1, padding: 0, dilation: 1, out: 1 };

const NAMES = [['length'], ['height', 'width']] as const;

/** Spells out one number for each dimension, and refuses what is no whole number from `least` up. */
export function perDimension(
  value: PerDimension,
  ndim: number,
  least: number,
  name: string,
  caller: string,
): readonly number[] {
  const list = typeof value === 'number' ? new Array<number>(ndim).fill(value) : value;
  if (Array.isArray(list) && list.length === ndim && list.every((n) => Number.isInteger(n) && n >= least)) return list;
  const several = ndim === 1 ? '' : `, or a list of ${ndim} of them`;
  throw new ArgumentError(
    `${caller}: got ${name} ${JSON.stringify(value)}; expected a whole number from ${least} up${several}.`,
  );
}

/** How a window of `kernel` slides over an image of `space`, with `before` and `after` zeros around it. */
export function axesOf(
  space: readonly number[],
  kernel: readonly number[],
  stride: readonly number[],
  before: readonly number[],
  after: readonly number[],
  dilation: readonly number[],
  caller: string,
): readonly Axis[] {
  return space.map((size, d) => {
    const axis = { size, kernel: kernel[d]!, stride: stride[d]!, padding: before[d]!, dilation: dilation[d]! };
    const reach = axis.dilation * (axis.kernel - 1);
    const out = Math.floor((size + before[d]! + after[d]! - reach - 1) / axis.stride) + 1;
    if (out >= 1) return { ...axis, out };
    const name = NAMES[space.length - 1]![d]!;
    throw new ShapeError(
      `${caller}: got an input of size ${formatShape(space)} for a kernel of ${formatShape(kernel)}; the output would have the ${name} ` +
        `⌊(size + padding − dilation · (kernel − 1) − 1) / stride⌋ + 1 = ` +
        `⌊(${size} + ${before[d]! + after[d]!} − ${axis.dilation} · (${axis.kernel} − 1) − 1) / ${axis.stride}⌋ + 1 = ${out}; ` +
        `expected at least 1. Use a smaller kernel, a larger input or more padding.`,
    );
  });
}

/** The last two dimensions of space, as kernels want them; a lone one is the horizontal. */
export function planeOf(axes: readonly Axis[]): { vertical: Axis; horizontal: Axis } {
  return { vertical: axes.length === 1 ? SINGLE : axes[0]!, horizontal: axes[axes.length - 1]! };
}
