/** Pictures of digits, a byte for each pixel, one picture after another. */
export interface DigitBytes {
  readonly height: number;
  readonly width: number;
  readonly labels: Uint8Array;
  readonly pixels: Uint8Array;
}

export type Images = Omit<DigitBytes, 'labels'>;

const IMAGES_MAGIC = 0x803;
const LABELS_MAGIC = 0x801;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Reads the images of a file in IDX format: magic, count, height and width (big-endian), then the pixels. */
export function readIdxImages(bytes: Uint8Array): Images {
  const view = viewOf(bytes);
  const [magic, count, height, width] = [0, 4, 8, 12].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
  ];
  if (magic !== IMAGES_MAGIC || bytes.length !== 16 + count * height * width) throw new Error('not IDX images');
  return { height, width, pixels: bytes.subarray(16) };
}

/** Reads the labels of a file in IDX format: magic and count (big-endian), then a byte for each. */
export function readIdxLabels(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  if (view.getUint32(0) !== LABELS_MAGIC || bytes.length !== 8 + view.getUint32(4)) throw new Error('not IDX labels');
  return bytes.subarray(8);
}

/** As many pictures of each digit, spread evenly over all there are of it, in the order in which they came. */
export function balancedChoice({ height, width, pixels }: Images, labels: Uint8Array, perDigit: number): DigitBytes {
  const chosen = Array.from({ length: 10 }, (_, digit) => {
    const places = [...labels.keys()].filter((i) => labels[i] === digit);
    return Array.from({ length: perDigit }, (_, i) => places[Math.floor((i * places.length) / perDigit)]!);
  })
    .flat()
    .sort((a, b) => a - b);
  const size = height * width;
  const kept = new Uint8Array(chosen.length * size);
  chosen.forEach((place, i) => kept.set(pixels.subarray(place * size, (place + 1) * size), i * size));
  return { height, width, labels: Uint8Array.from(chosen, (place) => labels[place]!), pixels: kept };
}

/** Writes the format that `digitsFromBytes` of the engine reads and describes. */
export function digitsToBytes({ height, width, labels, pixels }: DigitBytes): Uint8Array {
  const header = new Uint8Array(12);
  header.set(new TextEncoder().encode('DGT1'));
  const view = viewOf(header);
  view.setUint32(4, labels.length, true);
  view.setUint16(8, height, true);
  view.setUint16(10, width, true);
  return Uint8Array.from([...header, ...labels, ...shortenZeros(pixels)]);
}

function shortenZeros(pixels: Uint8Array): number[] {
  const out: number[] = [];
  for (let i = 0; i < pixels.length;) {
    if (pixels[i] !== 0) {
      out.push(pixels[i++]!);
      continue;
    }
    const start = i;
    while (i < pixels.length && pixels[i] === 0 && i - start < 255) i++;
    out.push(0, i - start);
  }
  return out;
}
