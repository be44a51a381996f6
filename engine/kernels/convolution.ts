import type { FloatArray } from '../tensor/storage.ts';
import { matmul, type MatrixView } from './matmul.ts';
import { col2im, im2col, type Axis } from './windows.ts';

/** The sizes of a convolution of [batch, channels, …] with [outChannels, channels / groups, …]. */
export interface ConvolutionSizes {
  readonly batch: number;
  readonly channels: number;
  readonly outChannels: number;
  /** Input and output channels fall into this many groups that do not see each other. */
  readonly groups: number;
  readonly vertical: Axis;
  readonly horizontal: Axis;
}

/** How many numbers the columns of one image and one group take. */
export function columnsSize({ channels, groups, vertical, horizontal }: ConvolutionSizes): number {
  return (channels / groups) * vertical.kernel * horizontal.kernel * vertical.out * horizontal.out;
}

// All arrays are contiguous; results start as zeros, and so does the scratch: `columns`, of `columnsSize` numbers.

/** For each image and group: weight · columns. */
export function convolve(
  sizes: ConvolutionSizes,
  out: FloatArray,
  x: FloatArray,
  xo: number,
  weight: FloatArray,
  wo: number,
  columns: FloatArray,
): void {
  const { channels, groups, vertical, horizontal } = sizes;
  forEachGroup(sizes, (m, k, n, image, output, w) => {
    im2col(channels / groups, vertical, horizontal, columns, x, xo + image);
    matmul(m, k, n, out, output, rows(weight, wo + w, k), rows(columns, 0, n));
  });
}

export function addBias(
  { batch, outChannels, vertical, horizontal }: ConvolutionSizes,
  out: FloatArray,
  bias: FloatArray,
  bo: number,
): void {
  const positions = vertical.out * horizontal.out;
  for (let plane = 0, at = 0; plane < batch * outChannels; plane++) {
    const value = bias[bo + (plane % outChannels)]!;
    for (let i = 0; i < positions; i++, at++) out[at]! += value;
  }
}

/** For each image and group: weightᵀ · gradOutput, put back from columns to images. */
export function convolveGradInput(
  sizes: ConvolutionSizes,
  gradInput: FloatArray,
  g: FloatArray,
  go: number,
  weight: FloatArray,
  wo: number,
  columns: FloatArray,
): void {
  const { channels, groups, vertical, horizontal } = sizes;
  forEachGroup(sizes, (m, k, n, image, output, w) => {
    columns.fill(0);
    matmul(k, m, n, columns, 0, flipped(weight, wo + w, k), rows(g, go + output, n));
    col2im(channels / groups, vertical, horizontal, gradInput, image, columns);
  });
}

/** For each group: gradOutput · columnsᵀ, summed over images; `product` is more scratch, as large as the weight. */
export function convolveGradWeight(
  sizes: ConvolutionSizes,
  gradWeight: FloatArray,
  g: FloatArray,
  go: number,
  x: FloatArray,
  xo: number,
  columns: FloatArray,
  product: FloatArray,
): void {
  const { channels, groups, vertical, horizontal } = sizes;
  forEachGroup(sizes, (m, k, n, image, output, w) => {
    im2col(channels / groups, vertical, horizontal, columns, x, xo + image);
    product.fill(0, w, w + m * k);
    matmul(m, n, k, product, w, rows(g, go + output, n), flipped(columns, 0, n));
    for (let i = w; i < w + m * k; i++) gradWeight[i]! += product[i]!;
  });
}

/**
 * Calls `visit` for each image and group with the sizes of the product [m, k] · [k, n], and with where the group's
 * part of the image, of the output and of the weight begins.
 */
function forEachGroup(
  { batch, channels, outChannels, groups, vertical, horizontal }: ConvolutionSizes,
  visit: (m: number, k: number, n: number, image: number, output: number, weight: number) => void,
): void {
  const m = outChannels / groups;
  const k = (channels / groups) * vertical.kernel * horizontal.kernel;
  const n = vertical.out * horizontal.out;
  const imageStep = (channels / groups) * vertical.size * horizontal.size;
  for (let i = 0; i < batch * groups; i++) visit(m, k, n, i * imageStep, i * m * n, (i % groups) * m * k);
}

function rows(data: FloatArray, offset: number, rowStride: number): MatrixView {
  return { data, offset, rowStride, columnStride: 1 };
}

/** The transpose of a matrix whose rows have `width` numbers. */
function flipped(data: FloatArray, offset: number, width: number): MatrixView {
  return { data, offset, rowStride: 1, columnStride: width };
}
