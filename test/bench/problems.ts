// Data and starting weights, the same for every contestant. Matrices that multiply stand as [in, out].

export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

export interface Classes {
  readonly shape: readonly number[];
  readonly data: Int32Array<ArrayBuffer>;
}

type Weights = Readonly<Record<string, Numbers>>;

/** mulberry32: a generator that belongs to no contestant. */
function uniformNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawing(seed: number) {
  const uniform = uniformNumbers(seed);
  const between = (low: number, high: number, ...shape: number[]): Numbers => {
    const size = shape.reduce((product, n) => product * n, 1);
    return { shape, data: Float32Array.from({ length: size }, () => low + (high - low) * uniform()) };
  };
  return {
    between,
    weight: (fanIn: number, ...shape: number[]) => between(-1 / Math.sqrt(fanIn), 1 / Math.sqrt(fanIn), ...shape),
    classes: (count: number, ...shape: number[]): Classes => {
      const size = shape.reduce((product, n) => product * n, 1);
      return { shape, data: Int32Array.from({ length: size }, () => Math.floor(count * uniform())) };
    },
  };
}

const constant = (value: number, ...shape: number[]): Numbers => ({
  shape,
  data: new Float32Array(shape.reduce((product, n) => product * n, 1)).fill(value),
});

/** Made when first asked for, so that a contestant's start is not charged with the data. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** W1: 784-128-10, relu, batch 64, SGD, cross-entropy. */
export const digits = once(() => {
  const { between, weight, classes } = drawing(1);
  return {
    learningRate: 0.1,
    x: between(0, 1, 64, 784),
    y: classes(10, 64),
    weights: {
      w1: weight(784, 784, 128),
      b1: weight(784, 128),
      w2: weight(128, 128, 10),
      b2: weight(128, 10),
    } satisfies Weights,
  };
});

/** W2: 2-16-16-1, tanh, batch 32, Adam, mean squared error. */
export const curve = once(() => {
  const { between, weight } = drawing(2);
  return {
    learningRate: 0.01,
    x: between(-1, 1, 32, 2),
    y: between(-1, 1, 32, 1),
    weights: {
      w1: weight(2, 2, 16),
      b1: weight(2, 16),
      w2: weight(16, 16, 16),
      b2: weight(16, 16),
      w3: weight(16, 16, 1),
      b3: weight(16, 1),
    } satisfies Weights,
  };
});

/** W3: 1×28×28 → conv 8 → relu → pool → conv 16 → relu → pool → linear 10, 3×3 with padding 1, batch 16, SGD. */
export const images = once(() => {
  const { between, weight, classes } = drawing(3);
  return {
    learningRate: 0.1,
    x: between(0, 1, 16, 1, 28, 28),
    y: classes(10, 16),
    weights: {
      conv1: weight(9, 8, 1, 3, 3),
      b1: weight(9, 8),
      conv2: weight(72, 16, 8, 3, 3),
      b2: weight(72, 16),
      w: weight(784, 784, 10),
      b: weight(784, 10),
    } satisfies Weights,
  };
});

/** W4: LSTM 16 → 64 over 32 steps, batch 16; a linear layer on the last output, mean squared error, SGD. Gates: i f g o. */
export const sequences = once(() => {
  const { between, weight } = drawing(4);
  return {
    learningRate: 0.1,
    steps: 32,
    batch: 16,
    inputs: 16,
    hidden: 64,
    x: between(-1, 1, 32, 16, 16),
    y: between(-1, 1, 16, 1),
    weights: {
      wInput: weight(64, 16, 256),
      bInput: weight(64, 256),
      wHidden: weight(64, 64, 256),
      bHidden: weight(64, 256),
      w: weight(64, 64, 1),
      b: weight(64, 1),
    } satisfies Weights,
  };
});

/** The weights of one block of W5. */
export interface BlockWeights {
  readonly gain1: Numbers;
  readonly shift1: Numbers;
  readonly wQkv: Numbers;
  readonly bQkv: Numbers;
  readonly wOut: Numbers;
  readonly bOut: Numbers;
  readonly gain2: Numbers;
  readonly shift2: Numbers;
  readonly wUp: Numbers;
  readonly bUp: Numbers;
  readonly wDown: Numbers;
  readonly bDown: Numbers;
}

/** W5: two causal pre-norm blocks of width 64, 4 heads, 64 characters of 65, batch 8, GELU, cross-entropy, Adam. */
export const text = once(() => {
  const { between, weight, classes } = drawing(5);
  const block = (): BlockWeights => ({
    gain1: constant(1, 64),
    shift1: constant(0, 64),
    wQkv: weight(64, 64, 192),
    bQkv: weight(64, 192),
    wOut: weight(64, 64, 64),
    bOut: weight(64, 64),
    gain2: constant(1, 64),
    shift2: constant(0, 64),
    wUp: weight(64, 64, 256),
    bUp: weight(64, 256),
    wDown: weight(256, 256, 64),
    bDown: weight(256, 64),
  });
  return {
    learningRate: 1e-3,
    batch: 8,
    length: 64,
    width: 64,
    heads: 4,
    vocabulary: 65,
    epsilon: 1e-5,
    x: classes(65, 8, 64),
    y: classes(65, 8, 64),
    weights: {
      characters: between(-1, 1, 65, 64),
      positions: between(-1, 1, 64, 64),
      gain: constant(1, 64),
      shift: constant(0, 64),
      w: weight(64, 64, 65),
      b: weight(64, 65),
    } satisfies Weights,
    blocks: [block(), block()],
  };
});

/** W6: two square matrices. */
export function matrices(size: number): { a: Numbers; b: Numbers } {
  const { between } = drawing(size);
  return { a: between(-1, 1, size, size), b: between(-1, 1, size, size) };
}

/** W7: two arrays of a million numbers. */
export const arrays = once(() => {
  const { between } = drawing(7);
  return { a: between(-1, 1, 1000, 1000), b: between(-1, 1, 1000, 1000) };
});
