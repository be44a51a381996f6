import { ArgumentError } from '../errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { defineOp } from './define.ts';
import { resolveDims, restoreDims, type Dims } from './reduce-layout.ts';
import { apart, chance, randomDim, randomShape, shuffled } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The length of a vector, over one dimension, several, or all: Σ|x| for p = 1, √Σx² for p = 2, max |x| for p = Infinity.
     *
     * Shape: without the reduced dimensions, or with size 1 there if `keepdim`.
     * Grad: gradOutput · sign(x) for p = 1, gradOutput · x / norm for p = 2; for Infinity gradOutput · sign(x), shared evenly
     * among the largest. Where x (p = 1) or the norm is 0 there is no slope, and the gradient is 0 by convention, as in PyTorch.
     * @throws ArgumentError if p is not 1, 2 or Infinity.
     * @throws IndexOutOfRangeError if a dimension does not exist.
     * @throws ShapeError for p = Infinity over nothing.
     * @see https://pytorch.org/docs/stable/generated/torch.linalg.vector_norm.html
     */
    norm(p?: number, dim?: Dims, keepdim?: boolean): Tensor;
  }
}

function signOf(x: Tensor): Tensor {
  return x.gt(0).sub(x.lt(0));
}

interface NormRule {
  readonly of: (x: Tensor, dims: readonly number[], keepdim: boolean) => Tensor;
  /** The slope of the norm, given the norm with its dimensions restored. */
  readonly slope: (x: Tensor, norm: Tensor, dims: readonly number[]) => Tensor;
}

const rules = new Map<number, NormRule>([
  [1, { of: (x, dims, keepdim) => x.abs().sum(dims, keepdim), slope: signOf }],
  [
    2,
    {
      of: (x, dims, keepdim) => x.mul(x).sum(dims, keepdim).sqrt(),
      slope: (x, norm) => x.div(norm).maskedFill(norm.eq(0), 0),
    },
  ],
  [
    Infinity,
    {
      // From the last dimension to the first, so that those still to come keep their places.
      of: (x, dims, keepdim) => dims.reduceRight((largest, dim) => largest.max(dim, keepdim).values, x.abs()),
      slope: (x, norm, dims) => {
        const largest = x.abs().eq(norm);
        return signOf(x).mul(largest).div(largest.sum(dims, true));
      },
    },
  ],
]);

const norm = defineOp<[Tensor], [p: number, dims: readonly number[], keepdim: boolean]>({
  name: 'norm',
  forward: ([input], p, dims, keepdim) => rules.get(p)!.of(input, dims, keepdim),
  backward: [
    (gradOutput, node, p, dims) => {
      const x = node.savedInput(0);
      const size = restoreDims(node.savedOutput(), x.shape, dims);
      return restoreDims(gradOutput, x.shape, dims).mul(rules.get(p)!.slope(x, size, dims));
    },
  ],
  sample: (generator) => {
    const shape = randomShape(generator, 1);
    const several = shuffled(generator, shape.length).slice(0, generator.integer(1, shape.length + 1));
    const dims = [null, randomDim(generator, shape.length), several][generator.integer(0, 3)];
    const p = [1, 2, Infinity][generator.integer(0, 3)];
    const keepdim = chance(generator);
    // All of one sign, so that no two magnitudes are tied.
    const x = apart(generator, shape);
    const sign = chance(generator) ? 1 : -1;
    return { inputs: [x.sub(x.min()).add(0.1).mul(sign)], run: (input) => input!.norm(p, dims, keepdim) };
  },
});

Tensor.prototype.norm = function (p = 2, dim = null, keepdim = false) {
  if (!rules.has(p)) {
    throw new ArgumentError(`norm: got p = ${String(p)}; expected 1, 2 or Infinity.`);
  }
  return norm([this], p, resolveDims(dim, this.ndim, 'norm'), keepdim);
};
