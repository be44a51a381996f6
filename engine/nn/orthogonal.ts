import { noGrad } from '../autograd/mode.ts';
import { ShapeError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { expectGenerator } from '../tensor/random.ts';
import { formatShape } from '../tensor/shape.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';

export interface OrthogonalOptions {
  /** Where the numbers come from; always asked for. */
  readonly generator: Generator;
  /** A factor for all numbers. */
  readonly gain?: number;
}

/**
 * Fills a weight with rows at right angles to each other and of length `gain` (or columns, if there are more rows); returns the tensor.
 *
 * Shape: `[out, in]` or `[out, in, …kernel]`, unchanged; all but the first dimension are taken as one.
 * @throws ShapeError for fewer than two dimensions, ArgumentError without a generator.
 * @see Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", ICLR 2014
 */
export function orthogonal_(target: Tensor, options: OrthogonalOptions): Tensor {
  const generator = options?.generator;
  expectGenerator(generator, 'orthogonal_');
  if (target.ndim < 2) {
    throw new ShapeError(
      `orthogonal_: got the shape ${formatShape(target.shape)}; expected at least two dimensions, [out, in].`,
    );
  }
  const rows = target.shape[0]!;
  const columns = rows === 0 ? 0 : target.size / rows;
  const vectors = randomOrthonormal(Math.min(rows, columns), Math.max(rows, columns), generator);
  const values = fromData(Float64Array.from(vectors.flat()), [vectors.length, Math.max(rows, columns)]);
  const matrix = rows > columns ? values.T : values;
  return noGrad(() => target.copy_(matrix.mul(options.gain ?? 1).reshape(target.shape)));
}

/** Gram–Schmidt on normal vectors, which favours no direction. */
function randomOrthonormal(count: number, length: number, generator: Generator): number[][] {
  const vectors: number[][] = [];
  while (vectors.length < count) {
    const vector = Array.from({ length }, () => generator.normal());
    // Rounding leaves a remainder along the others, which a second pass removes.
    for (let pass = 0; pass < 2; pass++) {
      for (const other of vectors) {
        const share = dot(vector, other);
        for (let i = 0; i < length; i++) vector[i]! -= share * other[i]!;
      }
    }
    const norm = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / norm));
  }
  return vectors;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
