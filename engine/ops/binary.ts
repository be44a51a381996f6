import * as kernels from '../kernels/binary.ts';
import { Tensor } from '../tensor/tensor.ts';
import { asTensor, broadcastBinary, commonDtype, sumToShape } from './broadcast.ts';
import type { BackwardRule } from '../autograd/node.ts';
import { defineOp } from './define.ts';
import { apart, awayFromZero, between, binarySample, type SampleMaker } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * this + other, number by number.
     *
     * Shape: the two broadcast: aligned at the last dimension, sizes are equal or one of them is 1.
     * Grad: gradOutput to both, summed where a side was repeated.
     * @throws ShapeError if the shapes do not line up.
     * @see https://pytorch.org/docs/stable/generated/torch.add.html
     */
    add(other: Tensor | number): Tensor;
    /**
     * this − other, number by number.
     *
     * Shape: the two broadcast, as in {@link Tensor.add}.
     * Grad: gradOutput to this, −gradOutput to other, summed where a side was repeated.
     * @throws ShapeError if the shapes do not line up.
     * @see https://pytorch.org/docs/stable/generated/torch.sub.html
     */
    sub(other: Tensor | number): Tensor;
    /**
     * this · other, number by number; for the matrix product see {@link Tensor.matmul}.
     *
     * Shape: the two broadcast, as in {@link Tensor.add}.
     * Grad: gradOutput · other to this, gradOutput · this to other, summed where a side was repeated.
     * @throws ShapeError if the shapes do not line up.
     * @see https://pytorch.org/docs/stable/generated/torch.mul.html
     */
    mul(other: Tensor | number): Tensor;
    /**
     * this / other, number by number.
     *
     * Shape: the two broadcast, as in {@link Tensor.add}.
     * Grad: gradOutput / other to this, −gradOutput · this / other² to other, summed where a side was repeated.
     * @throws ShapeError if the shapes do not line up.
     * @see https://pytorch.org/docs/stable/generated/torch.div.html
     */
    div(other: Tensor | number): Tensor;
    /**
     * this to the power of exponent, number by number; NaN for a negative number to a broken power.
     *
     * Shape: the two broadcast, as in {@link Tensor.add}.
     * Grad: gradOutput · b·aᵇ⁻¹ to this, gradOutput · aᵇ·ln a to exponent, summed where a side was repeated.
     * @throws ShapeError if the shapes do not line up.
     * @see https://pytorch.org/docs/stable/generated/torch.pow.html
     */
    pow(exponent: Tensor | number): Tensor;
  }
}

interface BinaryDefinition {
  readonly name: string;
  readonly kernel: kernels.BinaryKernel;
  /** The gradients in the broadcast shape; reducing them to the inputs' own shapes is done here for all. */
  readonly gradInput: BackwardRule<[]>;
  readonly gradOther: BackwardRule<[]>;
  readonly sample: SampleMaker;
}

function defineBinary({
  name,
  kernel,
  gradInput,
  gradOther,
  sample,
}: BinaryDefinition): (input: Tensor, other: Tensor | number) => Tensor {
  const run = defineOp<[Tensor, Tensor]>({
    name,
    forward: ([input, other]) => broadcastBinary(name, kernel, input, other),
    backward: [
      (gradOutput, node) => sumToShape(gradInput(gradOutput, node), node.shapeOf(0)),
      (gradOutput, node) => sumToShape(gradOther(gradOutput, node), node.shapeOf(1)),
    ],
    sample,
  });
  return (input, other) => {
    const partner = asTensor(other, input.dtype, name);
    if (input.dtype === partner.dtype) return run([input, partner]);
    const dtype = commonDtype(input, partner);
    return run([input.to(dtype), partner.to(dtype)]);
  };
}

const add = defineBinary({
  name: 'add',
  kernel: kernels.add,
  gradInput: (gradOutput) => gradOutput,
  gradOther: (gradOutput) => gradOutput,
  sample: binarySample((a, b) => a.add(b), awayFromZero),
});

const sub = defineBinary({
  name: 'sub',
  kernel: kernels.sub,
  gradInput: (gradOutput) => gradOutput,
  gradOther: (gradOutput) => gradOutput.neg(),
  sample: binarySample((a, b) => a.sub(b), awayFromZero),
});

const mul = defineBinary({
  name: 'mul',
  kernel: kernels.mul,
  gradInput: (gradOutput, node) => gradOutput.mul(node.savedInput(1)),
  gradOther: (gradOutput, node) => gradOutput.mul(node.savedInput(0)),
  sample: binarySample((a, b) => a.mul(b), awayFromZero),
});

const div = defineBinary({
  name: 'div',
  kernel: kernels.div,
  gradInput: (gradOutput, node) => gradOutput.div(node.savedInput(1)),
  gradOther: (gradOutput, node) =>
    gradOutput.mul(node.savedInput(0)).div(node.savedInput(1)).div(node.savedInput(1)).neg(),
  sample: binarySample(
    (a, b) => a.div(b),
    awayFromZero,
    (g, shape) => between(g, 0.3, 2, shape),
  ),
});

const pow = defineBinary({
  name: 'pow',
  kernel: kernels.pow,
  gradInput: (gradOutput, node) =>
    gradOutput.mul(broadcastBinary('pow', kernels.powSlopeOfBase, node.savedInput(0), node.savedInput(1))),
  gradOther: (gradOutput, node) =>
    gradOutput.mul(broadcastBinary('pow', kernels.powSlopeOfExponent, node.savedInput(0), node.savedInput(1))),
  sample: binarySample(
    (a, b) => a.pow(b),
    (g, shape) => between(g, 0.2, 2, shape),
    awayFromZero,
  ),
});

const largerOf = defineBinary({
  name: 'maximum',
  kernel: kernels.maximum,
  gradInput: (gradOutput, node) =>
    gradOutput.mul(broadcastBinary('maximum', kernels.shareOfLarger, node.savedInput(0), node.savedInput(1))),
  gradOther: (gradOutput, node) =>
    gradOutput.mul(broadcastBinary('maximum', kernels.shareOfLarger, node.savedInput(1), node.savedInput(0))),
  sample: binarySample(
    (a, b) => maximum(a, b),
    apart,
    (g, shape) => apart(g, shape).add(0.1),
  ),
});

const smallerOf = defineBinary({
  name: 'minimum',
  kernel: kernels.minimum,
  gradInput: (gradOutput, node) =>
    gradOutput.mul(broadcastBinary('minimum', kernels.shareOfLarger, node.savedInput(1), node.savedInput(0))),
  gradOther: (gradOutput, node) =>
    gradOutput.mul(broadcastBinary('minimum', kernels.shareOfLarger, node.savedInput(0), node.savedInput(1))),
  sample: binarySample(
    (a, b) => minimum(a, b),
    apart,
    (g, shape) => apart(g, shape).add(0.1),
  ),
});

/**
 * The larger of two numbers, place by place.
 *
 * Shape: the two broadcast, as in {@link Tensor.add}.
 * Grad: gradOutput to the larger one; half to each where both are equal, as in PyTorch.
 * @throws ShapeError if the shapes do not line up.
 * @see https://pytorch.org/docs/stable/generated/torch.maximum.html
 */
export function maximum(input: Tensor, other: Tensor | number): Tensor {
  return largerOf(input, other);
}

/**
 * The smaller of two numbers, place by place.
 *
 * Shape: the two broadcast, as in {@link Tensor.add}.
 * Grad: gradOutput to the smaller one; half to each where both are equal, as in PyTorch.
 * @throws ShapeError if the shapes do not line up.
 * @see https://pytorch.org/docs/stable/generated/torch.minimum.html
 */
export function minimum(input: Tensor, other: Tensor | number): Tensor {
  return smallerOf(input, other);
}

Tensor.prototype.add = function (other) {
  return add(this, other);
};
Tensor.prototype.sub = function (other) {
  return sub(this, other);
};
Tensor.prototype.mul = function (other) {
  return mul(this, other);
};
Tensor.prototype.div = function (other) {
  return div(this, other);
};
Tensor.prototype.pow = function (exponent) {
  return pow(this, exponent);
};
