import * as kernels from '../kernels/reduce.ts';
import { normalizeDim } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { defineOp } from './define.ts';
import { layOut } from './reduce-layout.ts';
import { awayFromZero, randomDim, randomShape } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The running sum along a dimension: 1, 2, 3 becomes 1, 3, 6.
     *
     * Shape: unchanged.
     * Grad: the running sum of gradOutput from the other end, since each number is in all sums after it.
     * @throws IndexOutOfRangeError if the dimension does not exist.
     * @see https://pytorch.org/docs/stable/generated/torch.cumsum.html
     */
    cumsum(dim: number): Tensor;
  }
}

function runningSum(input: Tensor, dim: number, fromEnd: boolean): Tensor {
  const { outer, count, inner, data, offset } = layOut(input, [dim]);
  const out = allocate(input.dtype, input.size);
  kernels.cumsum(outer, count, inner, out, data, offset, fromEnd);
  return fromData(out, input.shape);
}

const cumsum = defineOp<[Tensor], [dim: number]>({
  name: 'cumsum',
  forward: ([input], dim) => runningSum(input, dim, false),
  backward: [(gradOutput, _node, dim) => runningSum(gradOutput, dim, true)],
  sample: (generator) => {
    const shape = randomShape(generator, 1);
    const dim = randomDim(generator, shape.length);
    return { inputs: [awayFromZero(generator, shape)], run: (x) => x!.cumsum(dim) };
  },
});

Tensor.prototype.cumsum = function (dim) {
  return cumsum([this], normalizeDim(dim, this.ndim, 'cumsum'));
};
