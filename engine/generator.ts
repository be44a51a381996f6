import { ArgumentError } from './errors.ts';

/**
 * A source of random numbers that starts from a seed: the same seed gives the same numbers on every machine.
 *
 * The bits come from sfc32, whose state is filled by splitmix32. Normals use Marsaglia's polar method with a
 * logarithm built from + − × ÷ alone, because `Math.log` and `Math.cos` may differ in the last bit between engines.
 *
 * @throws ArgumentError if the seed is not a whole number.
 * @see https://pracrand.sourceforge.net/RNG_engines.txt (sfc32)
 * @see Marsaglia & Bray, "A convenient method for generating normal variables", SIAM Review 6 (1964)
 */
export class Generator {
  /** The seed this generator was made with. */
  readonly seed: number;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  #spareNormal: number | null = null;

  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) {
      throw new ArgumentError(
        `Generator: got the seed ${String(seed)}; expected a whole number, for example new Generator(42).`,
      );
    }
    this.seed = seed;
    const high = Math.floor(seed / 2 ** 32);
    const next = splitmix32((seed ^ Math.imul(high, 0x9e3779b9)) >>> 0);
    this.#a = next();
    this.#b = next();
    this.#c = next() ^ high;
    for (let i = 0; i < 12; i++) this.nextUint32();
  }

  /** The next whole number from 0 to 2³² − 1. */
  nextUint32(): number {
    const result = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  /** The next number in [0, 1), with 53 random bits. */
  uniform(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** The next whole number in [low, high), every one equally likely. */
  integer(low: number, high: number): number {
    const span = high - low;
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || span < 1 || span > 2 ** 32) {
      throw new ArgumentError(
        `Generator.integer: got the range [${low}, ${high}); expected whole numbers with low < high.`,
      );
    }
    // Without rejection the first few numbers of the range would come up slightly too often.
    const limit = 2 ** 32 - (2 ** 32 % span);
    let bits = this.nextUint32();
    while (bits >= limit) bits = this.nextUint32();
    return low + (bits % span);
  }

  /** The next number from the normal distribution with mean 0 and standard deviation 1. */
  normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    let u: number, v: number, s: number;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * portableLog(s)) / s);
    this.#spareNormal = v * scale;
    return u * scale;
  }
}

function splitmix32(state: number): () => number {
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
}

/** log(x) for 0 < x < 1 from operations that IEEE 754 rounds exactly, so that every engine agrees on every bit. */
function portableLog(x: number): number {
  let halvings = 0;
  while (x < Math.SQRT1_2) {
    x *= 2;
    halvings++;
  }
  // log x = 2 artanh t; |t| < 0.172, so the terms left out are below 1e-18.
  const t = (x - 1) / (x + 1);
  const square = t * t;
  let sum = 0;
  for (let k = 21; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return 2 * t * sum - halvings * Math.LN2;
}
