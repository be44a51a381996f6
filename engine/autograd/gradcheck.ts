import { ArgumentError, GradcheckError } from '../errors.ts';
import { Generator } from '../generator.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';
import { noGrad } from './mode.ts';
import { centralDifference } from './numerical-gradient.ts';

export interface GradcheckOptions {
  /** The step of the central differences. */
  readonly eps?: number;
  /** How far the two may differ, relative to the larger of them. */
  readonly rtol?: number;
  /** How far they may differ besides, for gradients near zero. */
  readonly atol?: number;
}

/**
 * Proves the gradients of a function against central differences in float64; returns true or says what is wrong.
 *
 * Shape: any; inputs are copied to float64, an output of several numbers is weighed at random into one.
 * Grad: each element of each input is checked: |got − expected| ≤ atol + rtol · max(|got|, |expected|).
 * @throws GradcheckError that names the argument, the index and both numbers.
 * @see https://pytorch.org/docs/stable/generated/torch.autograd.gradcheck.html
 */
export function gradcheck(
  fn: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  { eps = 1e-5, rtol = 1e-6, atol = 1e-8 }: GradcheckOptions = {},
): true {
  if (!Array.isArray(inputs))
    throw new ArgumentError('gradcheck: got no list of inputs; expected gradcheck(fn, [x, y, …]).');
  const leaves = inputs.map((input: Tensor) => input.detach().to('float64').clone().requiresGrad_());
  const output = fn(...leaves);
  const weights = randomWeights(output.shape, output.size);
  if (output.requiresGrad) output.mul(weights).sum().backward();
  const evaluate = (): number =>
    noGrad(() =>
      fn(...leaves)
        .mul(weights)
        .sum()
        .item(),
    );

  leaves.forEach((leaf, argument) => {
    const computed = leaf.grad?.storage.data;
    for (let i = 0; i < leaf.size; i++) {
      const got = computed === undefined ? 0 : computed[i]!;
      const expected = centralDifference(leaf.storage.data, i, eps, evaluate);
      const allowed = atol + rtol * Math.max(Math.abs(got), Math.abs(expected));
      // Written so that NaN fails.
      if (Math.abs(got - expected) <= allowed) continue;
      throw new GradcheckError(
        `gradcheck: argument ${argument} at index ${formatShape(indexAt(i, leaf.shape))}: backward() gave ${got}, ` +
          `central differences give ${expected}; they differ by ${Math.abs(got - expected)}, allowed is ${allowed}.`,
      );
    }
  });
  return true;
}

/** Unequal weights, so that an error in one output cannot cancel one in another. */
function randomWeights(shape: Shape, size: number): Tensor {
  const generator = new Generator(size);
  return fromData(
    Float64Array.from({ length: size }, () => 0.5 + generator.uniform()),
    shape,
  );
}

function indexAt(position: number, shape: Shape): number[] {
  const index = new Array<number>(shape.length);
  for (let d = shape.length - 1; d >= 0; d--) {
    index[d] = position % shape[d]!;
    position = Math.floor(position / shape[d]!);
  }
  return index;
}
