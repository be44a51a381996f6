import { ArgumentError, ShapeError } from '../errors.ts';
import { Generator } from '../generator.ts';
import { countOf, type Shape } from '../tensor/shape.ts';
import { allocate, type Dtype } from '../tensor/storage.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';
import type { Update } from './update.ts';

/** A number for each pair of clients, which only those two know: `seeds[i][j]` is `seeds[j][i]`. */
export type PairwiseSeeds = readonly (readonly number[])[];

export interface FixedPointOptions {
  /** Numbers are rounded to multiples of 2^−fractionBits, so that sums are exact. 16 unless said otherwise. */
  readonly fractionBits?: number;
}

/** An update as whole numbers modulo 2³², hidden under masks. */
export type MaskedUpdate = readonly Uint32Array[];

/**
 * Seeds for all pairs of `clients` clients: what key agreement would give them without a server seeing it.
 *
 * @throws ArgumentError if there are fewer than 2 clients: one alone has nobody to hide among.
 */
export function pairwiseSeeds(clients: number, generator: Generator): PairwiseSeeds {
  if (!Number.isInteger(clients) || clients < 2)
    throw new ArgumentError(`pairwiseSeeds: got ${clients} clients; expected a whole number from 2 up.`);
  const seeds = Array.from({ length: clients }, () => new Array<number>(clients).fill(0));
  for (let i = 0; i < clients; i++) {
    for (let j = i + 1; j < clients; j++) seeds[i]![j] = seeds[j]![i] = generator.nextUint32();
  }
  return seeds;
}

/**
 * What client number `client` sends: its update in fixed point plus a mask for each later client, less one for each
 * earlier client. In the sum over all clients every mask appears once with each sign, and only the updates stay.
 *
 * This simulates the idea. The masks are as good as the generator, which is none for secrets; seeds must be new for each
 * update, or the difference of two updates shows; no client may drop out; and whoever knows all seeds of a client can
 * unmask it.
 * @throws ArgumentError if a number is too large for the sum over all clients to fit in 32 bits.
 * @see Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning" (2017), "masking with one-time pads"
 */
export function maskUpdate(
  update: Update,
  client: number,
  seeds: PairwiseSeeds,
  { fractionBits = 16 }: FixedPointOptions = {},
): MaskedUpdate {
  const own = seeds[client];
  if (own === undefined)
    throw new ArgumentError(`maskUpdate: got client ${client}; expected a whole number from 0 to ${seeds.length - 1}.`);
  const masked = update.map((each) => toFixedPoint(each, fractionBits, seeds.length));
  own.forEach((seed, other) => {
    if (other === client) return;
    const generator = new Generator(seed);
    // Both of a pair draw the same numbers in the same order. Uint32Array wraps around by itself.
    for (const numbers of masked) {
      for (let i = 0; i < numbers.length; i++) {
        const mask = generator.nextUint32();
        numbers[i] = client < other ? numbers[i]! + mask : numbers[i]! - mask;
      }
    }
  });
  return masked;
}

/**
 * The sum of the updates under the masks, which the server can compute only from all clients together.
 *
 * Shape: `like` says shapes and dtypes, as the parameters do. Each number is off by at most half of 2^−fractionBits for
 * each client, from rounding to fixed point (and by rounding to float32, if that is the dtype).
 * @throws ShapeError if a client sent other numbers of numbers.
 */
export function sumMasked(
  updates: readonly MaskedUpdate[],
  like: readonly { readonly shape: Shape; readonly dtype: Dtype }[],
  { fractionBits = 16 }: FixedPointOptions = {},
): Tensor[] {
  return like.map(({ shape, dtype }, t) => {
    const sums = new Uint32Array(countOf(shape));
    updates.forEach((update, k) => {
      const numbers = update[t];
      if (numbers?.length !== sums.length)
        throw new ShapeError(
          `sumMasked: got ${numbers?.length ?? 'no'} numbers for tensor ${t} from client ${k}; expected ${sums.length}.`,
        );
      for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + numbers[i]!;
    });
    const out = allocate(dtype, sums.length);
    // The upper half of the 32 bits stands for negative numbers.
    for (let i = 0; i < sums.length; i++) out[i] = (sums[i]! | 0) / 2 ** fractionBits;
    return fromData(out, shape);
  });
}

function toFixedPoint(input: Tensor, fractionBits: number, clients: number): Uint32Array {
  if (!Number.isInteger(fractionBits) || fractionBits < 0 || fractionBits > 30)
    throw new ArgumentError(`maskUpdate: got fractionBits ${fractionBits}; expected a whole number from 0 to 30.`);
  const { storage, offset } = input.detach().contiguous();
  const limit = 2 ** (31 - fractionBits) / clients;
  return Uint32Array.from({ length: input.size }, (_, i) => {
    const value = storage.data[offset + i]!;
    // Rounding may add half a unit for each client, hence the one unit less.
    if (!(Math.abs(value) <= limit - 2 ** -fractionBits))
      throw new ArgumentError(
        `maskUpdate: got the number ${value}; expected less than ${limit} in magnitude, so that the sum over ${clients} clients fits in 32 bits. Clip the update, or take fewer fractionBits.`,
      );
    return Math.round(value * 2 ** fractionBits);
  });
}
