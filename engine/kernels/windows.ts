import type { FloatArray } from '../tensor/storage.ts';

/** How a window slides along one dimension of an image; position `o` reads from o · stride − padding, `kernel` numbers `dilation` apart. */
export interface Axis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros before the first number; `size` and `out` say how many follow the last. */
  readonly padding: number;
  readonly dilation: number;
  /** The number of positions. */
  readonly out: number;
}

/** The positions at which tap `k` of the window lies inside the image: from the first up to, not including, the end. */
function insideOf({ size, stride, padding, dilation, out }: Axis, k: number): { first: number; end: number } {
  const shift = k * dilation - padding;
  const first = Math.min(out, Math.max(0, Math.ceil(-shift / stride)));
  const end = Math.max(first, Math.min(out, Math.ceil((size - shift) / stride)));
  return { first, end };
}

/**
 * Copies what each window position sees into a column: [channels, height, width] → [channels · kernel, positions].
 * A convolution is then one matrix product. `columns` starts as zeros and is not written where a window lies in the
 * padding, so it may serve one image after the other.
 *
 * @see Chellapilla, Puri & Simard, "High performance convolutional neural networks for document processing" (2006)
 */
export function im2col(
  channels: number,
  vertical: Axis,
  horizontal: Axis,
  columns: FloatArray,
  x: FloatArray,
  xo: number,
): void {
  forEachTap(channels, vertical, horizontal, (row, plane, ky, kx) => {
    const [ys, xs] = [insideOf(vertical, ky), insideOf(horizontal, kx)];
    const { stride } = horizontal;
    for (let oy = ys.first; oy < ys.end; oy++) {
      const y = oy * vertical.stride + ky * vertical.dilation - vertical.padding;
      const into = row + oy * horizontal.out;
      const from = xo + plane + y * horizontal.size + kx * horizontal.dilation - horizontal.padding;
      for (let ox = xs.first; ox < xs.end; ox++) columns[into + ox] = x[from + ox * stride]!;
    }
  });
}

/** The reverse: adds each number of a column back to where it was seen; `image` starts as zeros. */
export function col2im(
  channels: number,
  vertical: Axis,
  horizontal: Axis,
  image: FloatArray,
  imageOffset: number,
  columns: FloatArray,
): void {
  forEachTap(channels, vertical, horizontal, (row, plane, ky, kx) => {
    const [ys, xs] = [insideOf(vertical, ky), insideOf(horizontal, kx)];
    const { stride } = horizontal;
    for (let oy = ys.first; oy < ys.end; oy++) {
      const y = oy * vertical.stride + ky * vertical.dilation - vertical.padding;
      const from = row + oy * horizontal.out;
      const into = imageOffset + plane + y * horizontal.size + kx * horizontal.dilation - horizontal.padding;
      for (let ox = xs.first; ox < xs.end; ox++) image[into + ox * stride]! += columns[from + ox]!;
    }
  });
}

/** Calls `visit` for each row of the columns: where it begins, where its channel begins, and which tap it holds. */
function forEachTap(
  channels: number,
  vertical: Axis,
  horizontal: Axis,
  visit: (row: number, plane: number, ky: number, kx: number) => void,
): void {
  const positions = vertical.out * horizontal.out;
  let row = 0;
  for (let c = 0; c < channels; c++) {
    const plane = c * vertical.size * horizontal.size;
    for (let ky = 0; ky < vertical.kernel; ky++) {
      for (let kx = 0; kx < horizontal.kernel; kx++, row += positions) visit(row, plane, ky, kx);
    }
  }
}
