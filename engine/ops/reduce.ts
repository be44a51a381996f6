import * as kernels from '../kernels/reduce.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { countOf } from '../tensor/shape.ts';
import { defineOp } from './define.ts';
import { layOut, reducedShape, resolveDims, restoreDims, type Dims } from './reduce-layout.ts';
import { sumInWasm } from './in-wasm/rows.ts';
import { awayFromZero, chance, randomDim, randomShape, shuffled, type SampleMaker } from './sampling.ts';

export interface VarianceOptions {
  /** What to take off the count before dividing: 1 for the unbiased estimate, 0 for the plain average. */
  readonly correction?: number;
  readonly keepdim?: boolean;
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The sum over one dimension, several, or all.
     *
     * Shape: without the summed dimensions, or with size 1 there if `keepdim`.
     * Grad: gradOutput, repeated along the summed dimensions.
     * @throws IndexOutOfRangeError if a dimension does not exist.
     * @see https://pytorch.org/docs/stable/generated/torch.sum.html
     */
    sum(dim?: Dims, keepdim?: boolean): Tensor;
    /**
     * The average over one dimension, several, or all; NaN over nothing.
     *
     * Shape: without the averaged dimensions, or with size 1 there if `keepdim`.
     * Grad: gradOutput / n, repeated along the averaged dimensions, with n the count averaged over.
     * @throws IndexOutOfRangeError if a dimension does not exist.
     * @see https://pytorch.org/docs/stable/generated/torch.mean.html
     */
    mean(dim?: Dims, keepdim?: boolean): Tensor;
    /**
     * The variance over one dimension, several, or all (PyTorch: `var`, a reserved word in JavaScript).
     *
     * Shape: without the reduced dimensions, or with size 1 there if `keepdim`.
     * Grad: gradOutput · 2(x − mean) / (n − correction).
     * @throws IndexOutOfRangeError if a dimension does not exist.
     * @see https://pytorch.org/docs/stable/generated/torch.var.html
     */
    variance(dim?: Dims, options?: VarianceOptions): Tensor;
  }
}

type ReduceArgs = [dims: readonly number[], keepdim: boolean];

const sum = defineOp<[Tensor], ReduceArgs>({
  name: 'sum',
  forward: ([input], dims, keepdim) => {
    const { x, outer, count, inner } = layOut(input, dims);
    const shape = reducedShape(input.shape, dims, keepdim);
    const fast = sumInWasm(outer, count, inner, x, shape);
    if (fast !== null) return fast;
    const out = allocate(input.dtype, outer * inner);
    kernels.sum(outer, count, inner, out, x.storage.data, x.offset);
    return fromData(out, shape);
  },
  backward: [(gradOutput, node, dims) => restoreDims(gradOutput, node.shapeOf(0), dims).expand(node.shapeOf(0))],
  sample: reduceSample((x, dims, keepdim) => x.sum(dims, keepdim)),
});

const mean = defineOp<[Tensor], ReduceArgs>({
  name: 'mean',
  forward: ([input], dims, keepdim) => input.sum(dims, keepdim).div(countAlong(input, dims)),
  backward: [
    (gradOutput, node, dims) => {
      const shape = node.shapeOf(0);
      return restoreDims(gradOutput.div(countAlong(node.inputs[0]!, dims)), shape, dims).expand(shape);
    },
  ],
  sample: reduceSample((x, dims, keepdim) => x.mean(dims, keepdim)),
});

const variance = defineOp<[Tensor], [...ReduceArgs, correction: number]>({
  name: 'variance',
  forward: ([input], dims, keepdim, correction) => {
    const deviation = input.sub(input.mean(dims, true));
    return deviation
      .mul(deviation)
      .sum(dims, keepdim)
      .div(Math.max(0, countAlong(input, dims) - correction));
  },
  backward: [
    (gradOutput, node, dims, _keepdim, correction) => {
      const input = node.savedInput(0);
      const deviation = input.sub(input.mean(dims, true));
      const scale = 2 / Math.max(0, countAlong(input, dims) - correction);
      return restoreDims(gradOutput, input.shape, dims).mul(deviation).mul(scale);
    },
  ],
  // Without correction, since n − 1 is 0 for dimensions of size 1.
  sample: reduceSample((x, dims, keepdim) => x.variance(dims, { correction: 0, keepdim })),
});

function countAlong(input: Tensor, dims: readonly number[]): number {
  return countOf(dims.map((d) => input.shape[d]!));
}

/** One dimension, any several of them, or all. */
function reduceSample(run: (x: Tensor, dims: Dims, keepdim: boolean) => Tensor): SampleMaker {
  return (generator) => {
    const shape = randomShape(generator, 1);
    const several = shuffled(generator, shape.length).slice(0, generator.integer(1, shape.length + 1));
    const choices: Dims[] = [null, randomDim(generator, shape.length), several];
    const dims = choices[generator.integer(0, choices.length)];
    const keepdim = chance(generator);
    return { inputs: [awayFromZero(generator, shape)], run: (x) => run(x!, dims, keepdim) };
  };
}

Tensor.prototype.sum = function (dim, keepdim = false) {
  return sum([this], resolveDims(dim, this.ndim, 'sum'), keepdim);
};
Tensor.prototype.mean = function (dim, keepdim = false) {
  return mean([this], resolveDims(dim, this.ndim, 'mean'), keepdim);
};
Tensor.prototype.variance = function (dim, { correction = 1, keepdim = false } = {}) {
  return variance([this], resolveDims(dim, this.ndim, 'variance'), keepdim, correction);
};
