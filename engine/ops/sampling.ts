import type { Generator } from '../generator.ts';
import { countOf, type Shape } from '../tensor/shape.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';

/** Inputs of an operation and a call of it, on which its gradient can be proved. */
export interface Sample {
  readonly inputs: readonly Tensor[];
  readonly run: (...inputs: Tensor[]) => Tensor;
  /** The step of the central differences, where the usual one will not do. */
  readonly eps?: number;
}

export type SampleMaker = (generator: Generator) => Sample;

const LARGEST_SIZE = 4;

export function randomShape(generator: Generator, minDims = 0, maxDims = 3): Shape {
  return Array.from({ length: generator.integer(minDims, maxDims + 1) }, () => generator.integer(1, LARGEST_SIZE + 1));
}

export function randomDim(generator: Generator, ndim: number): number {
  return generator.integer(-ndim, ndim);
}

export function chance(generator: Generator): boolean {
  return generator.uniform() < 0.5;
}

/** Two shapes that broadcast: the second lacks some leading dimensions of the first and has a 1 here and there; or the reverse. */
export function broadcastPair(generator: Generator): [Shape, Shape] {
  const full = randomShape(generator);
  const partial = full.slice(generator.integer(0, full.length + 1)).map((size) => (chance(generator) ? 1 : size));
  return chance(generator) ? [full, partial] : [partial, full];
}

export function between(generator: Generator, low: number, high: number, shape: Shape): Tensor {
  return fill(shape, () => low + (high - low) * generator.uniform());
}

/** Numbers of either sign whose magnitude is at least 0.1: away from poles and kinks at 0. */
export function awayFromZero(generator: Generator, shape: Shape): Tensor {
  return fill(shape, () => (chance(generator) ? 1 : -1) * (0.1 + 1.9 * generator.uniform()));
}

/** Numbers no two of which are closer than 0.1, all within 0.05 above a multiple of 0.2: away from ties. */
export function apart(generator: Generator, shape: Shape): Tensor {
  const order = shuffled(generator, countOf(shape));
  return fill(shape, (i) => 0.2 * (order[i]! - (order.length >> 1)) + 0.05 * generator.uniform());
}

/** Multiples of 1/256 in [−1, 1], which float32 holds exactly. */
export function dyadic(generator: Generator, shape: Shape): Tensor {
  return fill(shape, () => generator.integer(-256, 257) / 256);
}

export function shuffled(generator: Generator, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = generator.integer(0, i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** For functions of one number: any shape, numbers drawn as told. */
export function unarySample(
  run: (x: Tensor) => Tensor,
  draw: (generator: Generator, shape: Shape) => Tensor,
): SampleMaker {
  return (generator) => ({ inputs: [draw(generator, randomShape(generator))], run: (x) => run(x!) });
}

/** For functions of two tensors: shapes that broadcast, numbers drawn as told. */
export function binarySample(
  run: (a: Tensor, b: Tensor) => Tensor,
  drawA: (generator: Generator, shape: Shape) => Tensor,
  drawB: (generator: Generator, shape: Shape) => Tensor = drawA,
): SampleMaker {
  return (generator) => {
    const [shapeA, shapeB] = broadcastPair(generator);
    return { inputs: [drawA(generator, shapeA), drawB(generator, shapeB)], run: (a, b) => run(a!, b!) };
  };
}

function fill(shape: Shape, draw: (position: number) => number): Tensor {
  return fromData(
    Float64Array.from({ length: countOf(shape) }, (_, i) => draw(i)),
    shape,
  );
}
