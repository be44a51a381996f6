import { copy } from '../kernels/copy.ts';
import { DtypeError } from '../errors.ts';
import { broadcastStrides, contiguousStrides } from '../tensor/shape.ts';
import { forEachRun } from '../tensor/runs.ts';
import { allocate, type Dtype } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { defineOp } from './define.ts';
import { copyInWasm, writeInWasm } from './in-wasm/copying.ts';
import { awayFromZero, dyadic, randomShape, unarySample } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A copy with storage of its own, in row-major order.
     *
     * Shape: unchanged.
     * Grad: passes through unchanged.
     * @see https://pytorch.org/docs/stable/generated/torch.clone.html
     */
    clone(): Tensor;
    /**
     * This tensor itself if it lies in row-major order, otherwise a copy that does.
     *
     * Shape: unchanged.
     * Grad: passes through unchanged.
     * @see https://pytorch.org/docs/stable/generated/torch.Tensor.contiguous.html
     */
    contiguous(): Tensor;
    /**
     * This tensor in another number format; the tensor itself if it has that format already.
     *
     * Shape: unchanged.
     * Grad: passes through, turned back into the format it came from.
     * @throws DtypeError if the format is neither `'float32'` nor `'float64'`.
     * @see https://pytorch.org/docs/stable/generated/torch.Tensor.to.html
     */
    to(dtype: Dtype): Tensor;
  }
}

export function checkDtype(dtype: Dtype, caller: string): Dtype {
  if (dtype === 'float32' || dtype === 'float64') return dtype;
  throw new DtypeError(`${caller}: got the dtype ${String(dtype)}; expected 'float32' or 'float64'.`);
}

function copyAs(input: Tensor, dtype: Dtype): Tensor {
  const fast = dtype === input.dtype ? copyInWasm(input) : null;
  if (fast !== null) return fast;
  const out = allocate(dtype, input.size);
  const { data } = input.storage;
  forEachRun(input.shape, input.strides, input.offset, contiguousStrides(input.shape), 0, (n, position, xo, xs) => {
    copy(n, out, position, 1, data, xo, xs);
  });
  return fromData(out, input.shape);
}

/** Writes the numbers of a tensor that broadcasts to `target` over its own, which share no storage with them; a write that nobody notices. */
export function writeOver(target: Tensor, source: Tensor): void {
  if (writeInWasm(target, source)) return;
  const [into, from] = [target.storage.data, source.storage.data];
  const strides = broadcastStrides(source.shape, source.strides, target.shape);
  forEachRun(target.shape, target.strides, target.offset, strides, source.offset, (n, _position, to, ts, xo, xs) => {
    copy(n, into, to, ts, from, xo, xs);
  });
}

const clone = defineOp<[Tensor]>({
  name: 'clone',
  forward: ([input]) => copyAs(input, input.dtype),
  backward: [(gradOutput) => gradOutput],
  sample: unarySample((x) => x.clone(), awayFromZero),
});

const to = defineOp<[Tensor], [dtype: Dtype]>({
  name: 'to',
  forward: ([input], dtype) => copyAs(input, dtype),
  backward: [(gradOutput, node) => gradOutput.to(node.inputs[0]!.dtype)],
  // Float32 has no digits to spare for small steps, but holds these numbers and these steps exactly.
  sample: (generator) => ({
    inputs: [dyadic(generator, randomShape(generator))],
    run: (x) => x!.to('float32').to('float64'),
    eps: 1 / 256,
  }),
});

Tensor.prototype.clone = function () {
  return clone([this]);
};

Tensor.prototype.contiguous = function () {
  return this.contiguousInStorage ? this : clone([this]);
};

Tensor.prototype.to = function (dtype) {
  return this.dtype === dtype ? this : to([this], checkDtype(dtype, 'to'));
};
