import * as kernels from '../kernels/reduce.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { defineOp } from './define.ts';
import { layOut, reducedShape, resolveDims, restoreDims, type Dims } from './reduce-layout.ts';
import { awayFromZero, chance, randomDim, randomShape, type SampleMaker } from './sampling.ts';
import { causalSoftmaxInWasm, rowsBackwardInWasm, rowsInWasm } from './in-wasm/rows.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * eˣ / Σ eˣ along a dimension: positive shares that add up to 1, whatever the size of x.
     *
     * Shape: unchanged.
     * Grad: y · (gradOutput − Σ gradOutput · y), with y the softmax.
     * @throws IndexOutOfRangeError if the dimension does not exist.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.softmax.html
     */
    softmax(dim: number): Tensor;
    /**
     * The logarithm of {@link Tensor.softmax}, without the digits lost by taking one after the other.
     *
     * Shape: unchanged.
     * Grad: gradOutput − softmax(x) · Σ gradOutput.
     * @throws IndexOutOfRangeError if the dimension does not exist.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html
     */
    logSoftmax(dim: number): Tensor;
    /**
     * ln Σ eˣ over one dimension or several, without overflow (PyTorch: `logsumexp`).
     *
     * Shape: without the reduced dimensions, or with size 1 there if `keepdim`.
     * Grad: gradOutput · softmax(x).
     * @throws IndexOutOfRangeError if a dimension does not exist.
     * @see https://pytorch.org/docs/stable/generated/torch.logsumexp.html
     */
    logSumExp(dim: Dims, keepdim?: boolean): Tensor;
  }
}

const softmax = defineOp<[Tensor], [dims: readonly number[], causal: boolean]>({
  name: 'softmax',
  forward: ([input], dims, causal) => {
    const fast = isLast(input, dims) ? lastSoftmaxInWasm(input.contiguous(), causal) : null;
    if (fast !== null) return fast;
    const { x, outer, count, inner } = layOut(causal ? hideFuture(input) : input, dims);
    const out = allocate(input.dtype, input.size);
    kernels.softmax(outer, count, inner, out, x.storage.data, x.offset);
    return fromData(out, input.shape);
  },
  backward: [
    (gradOutput, node, dims) => {
      const y = node.savedOutput();
      const fast = isLast(y, dims) ? rowsBackwardInWasm('softmax', gradOutput.contiguous(), y) : null;
      return fast ?? y.mul(gradOutput.sub(gradOutput.mul(y).sum(dims, true)));
    },
  ],
  sample: alongDim((x, dim) => x.softmax(dim)),
});

function lastSoftmaxInWasm(x: Tensor, causal: boolean): Tensor | null {
  return causal ? causalSoftmaxInWasm(x) : rowsInWasm('softmax', x);
}

/** A copy with −∞ in row i beyond column i, for the last two dimensions. */
function hideFuture(x: Tensor): Tensor {
  const copy = x.clone();
  const { data } = copy.storage;
  const [queries, keys] = x.shape.slice(-2) as [number, number];
  for (let row = 0; row * keys < x.size; row++) {
    data.fill(-Infinity, row * keys + Math.min(keys, (row % queries) + 1), (row + 1) * keys);
  }
  return copy;
}

/** The softmax along the last dimension in which row i of each matrix counts as far as column i only; 0 beyond. */
export function causalSoftmax(scores: Tensor): Tensor {
  return softmax([scores], [scores.ndim - 1], true);
}

const logSoftmax = defineOp<[Tensor], [dims: readonly number[]]>({
  name: 'logSoftmax',
  forward: ([input], dims) => {
    const fast = isLast(input, dims) ? rowsInWasm('logSoftmax', input.contiguous()) : null;
    if (fast !== null) return fast;
    const { x, outer, count, inner } = layOut(input, dims);
    const out = allocate(input.dtype, input.size);
    kernels.logSoftmax(outer, count, inner, out, x.storage.data, x.offset);
    return fromData(out, input.shape);
  },
  backward: [
    (gradOutput, node, dims) => {
      const y = node.savedOutput();
      const fast = isLast(y, dims) ? rowsBackwardInWasm('logSoftmax', gradOutput.contiguous(), y) : null;
      return fast ?? gradOutput.sub(y.exp().mul(gradOutput.sum(dims, true)));
    },
  ],
  sample: alongDim((x, dim) => x.logSoftmax(dim)),
});

const logSumExp = defineOp<[Tensor], [dims: readonly number[], keepdim: boolean]>({
  name: 'logSumExp',
  forward: ([input], dims, keepdim) => {
    const { x, outer, count, inner } = layOut(input, dims);
    const out = allocate(input.dtype, outer * inner);
    kernels.logSumExp(outer, count, inner, out, x.storage.data, x.offset);
    return fromData(out, reducedShape(input.shape, dims, keepdim));
  },
  backward: [
    (gradOutput, node, dims) => {
      const x = node.savedInput(0);
      const shares = x.sub(restoreDims(node.savedOutput(), x.shape, dims)).exp();
      return restoreDims(gradOutput, x.shape, dims).mul(shares);
    },
  ],
  sample: (generator) => {
    const keepdim = chance(generator);
    return alongDim((x, dim) => x.logSumExp(keepdim ? null : dim, keepdim))(generator);
  },
});

/** Whether the dimension meant is the last one alone. */
function isLast(x: Tensor, dims: readonly number[]): boolean {
  return dims.length === 1 && dims[0] === x.ndim - 1;
}

function alongDim(run: (x: Tensor, dim: number) => Tensor): SampleMaker {
  return (generator) => {
    const shape = randomShape(generator, 1);
    const dim = randomDim(generator, shape.length);
    return { inputs: [awayFromZero(generator, shape)], run: (x) => run(x!, dim) };
  };
}

Tensor.prototype.softmax = function (dim) {
  return softmax([this], resolveDims(dim, this.ndim, 'softmax'), false);
};
Tensor.prototype.logSoftmax = function (dim) {
  return logSoftmax([this], resolveDims(dim, this.ndim, 'logSoftmax'));
};
Tensor.prototype.logSumExp = function (dim, keepdim = false) {
  return logSumExp([this], resolveDims(dim, this.ndim, 'logSumExp'), keepdim);
};
