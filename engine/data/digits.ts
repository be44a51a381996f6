import { ArgumentError } from '../errors.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';

/** Pictures of digits, and which digit each of them is. */
export interface Digits {
  /** `[n, 1, height, width]`, from 0 (paper) to 1 (ink). */
  readonly images: Tensor;
  /** `[n]`, whole numbers from 0 to 9. */
  readonly labels: Tensor;
}

const MAGIC = 'DGT1';
const HEADER = 12;

/**
 * Reads pictures of digits from the file format of `public/data/digits-*.bin`.
 *
 * The format: `DGT1`; n (32 bits, little-endian), height and width (16 bits each); n labels of one byte; then the pixels
 * of all pictures, row by row, one byte each, except that a run of k ≤ 255 zeros is written as a zero and k.
 * Shape: n bytes of labels → images `[n, 1, height, width]` and labels `[n]`.
 * @throws ArgumentError if the bytes are of another format, or end too early or too late.
 */
export function digitsFromBytes(bytes: Uint8Array): Digits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC)
    throw new ArgumentError(
      `digitsFromBytes: got ${bytes.length} bytes that do not begin with ${MAGIC}; expected a file of digits, fetched whole and unchanged.`,
    );
  const [n, height, width] = [view.getUint32(4, true), view.getUint16(8, true), view.getUint16(10, true)];
  const labels = Float32Array.from(bytes.subarray(HEADER, HEADER + n));
  const pixels = expandZeros(bytes, HEADER + n, n * height * width);
  return { images: fromData(pixels, [n, 1, height, width]), labels: fromData(labels, [n]) };
}

function expandZeros(bytes: Uint8Array, start: number, count: number): Float32Array {
  const pixels = new Float32Array(count);
  let at = 0;
  let next = start;
  while (at < count && next < bytes.length) {
    const value = bytes[next++]!;
    if (value === 0) at += bytes[next++] ?? 0;
    else pixels[at++] = value / 255;
  }
  if (at !== count || next !== bytes.length)
    throw new ArgumentError(
      `digitsFromBytes: got ${at} pixels in ${next} of ${bytes.length} bytes; expected ${count} pixels in all of them. Fetch the file again.`,
    );
  return pixels;
}
