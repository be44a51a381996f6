import type { BinaryKernel } from '../kernels/binary.ts';
import { ShapeError } from '../errors.ts';
import { broadcastShapes, formatShape, sameShape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, Tensor } from '../tensor/tensor.ts';
import { asTensor, broadcastBinary, commonDtype, sumToShape } from './broadcast.ts';
import { defineOp } from './define.ts';
import { awayFromZero, broadcastPair, chance, randomShape } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A copy with `value` wherever `mask` is not 0; see `gt`, `eq` and their kin for masks.
     *
     * Shape: unchanged; `mask` broadcasts to it.
     * Grad: gradOutput where the mask is 0, else 0; none to the mask.
     * @throws ShapeError if the mask does not broadcast to this shape.
     * @see https://pytorch.org/docs/stable/generated/torch.Tensor.masked_fill.html
     */
    maskedFill(mask: Tensor, value: number): Tensor;
  }
}

/**
 * Takes from `input` where `condition` is not 0, and from `other` where it is; see `gt`, `eq` and their kin for conditions.
 *
 * Shape: all three broadcast.
 * Grad: gradOutput to the side each number was taken from, 0 to the other; none to the condition.
 * @throws ShapeError if the shapes do not line up.
 * @see https://pytorch.org/docs/stable/generated/torch.where.html
 */
export function where(condition: Tensor, input: Tensor | number, other: Tensor | number): Tensor {
  expectTensor(condition, 'where');
  const known = typeof input !== 'number' ? input : typeof other !== 'number' ? other : condition;
  const a = asTensor(input, known.dtype, 'where');
  const b = asTensor(other, known.dtype, 'where');
  const dtype = commonDtype(a, b);
  // The condition is copied: it may be written to later, and backward has to choose as forward did.
  return choose([a.to(dtype), b.to(dtype)], condition.detach().clone());
}

const choose = defineOp<[Tensor, Tensor], [condition: Tensor]>({
  name: 'where',
  forward: ([input, other], condition) => {
    const shape = broadcastShapes(condition.shape, broadcastShapes(input.shape, other.shape, 'where'), 'where');
    const [c, a, b] = [condition, input, other].map((part) => part.expand(shape).contiguous()) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const out = allocate(a.dtype, a.size);
    for (let i = 0; i < out.length; i++) {
      out[i] = c.storage.data[c.offset + i] !== 0 ? a.storage.data[a.offset + i]! : b.storage.data[b.offset + i]!;
    }
    return fromData(out, shape);
  },
  backward: [
    (gradOutput, node, condition) => sumToShape(where(condition, gradOutput, 0), node.shapeOf(0)),
    (gradOutput, node, condition) => sumToShape(where(condition, 0, gradOutput), node.shapeOf(1)),
  ],
  sample: (generator) => {
    const [shapeA, shapeB] = broadcastPair(generator);
    const full = broadcastShapes(shapeA, shapeB, 'where');
    const condition = awayFromZero(generator, [...randomShape(generator, 0, 1), ...full]).gt(0);
    return {
      inputs: [awayFromZero(generator, shapeA), awayFromZero(generator, shapeB)],
      run: (a, b) => where(condition, a!, b!),
    };
  },
});

const maskedFill = defineOp<[Tensor], [mask: Tensor, value: number]>({
  name: 'maskedFill',
  forward: ([input], mask, value) => broadcastBinary('maskedFill', valueWhereNotZero(value), input, mask),
  backward: [(gradOutput, _node, mask) => broadcastBinary('maskedFill', valueWhereNotZero(0), gradOutput, mask)],
  sample: (generator) => {
    const shape = randomShape(generator);
    const partial = shape.slice(generator.integer(0, shape.length + 1)).map((size) => (chance(generator) ? 1 : size));
    const mask = awayFromZero(generator, partial).gt(0);
    return { inputs: [awayFromZero(generator, shape)], run: (x) => x!.maskedFill(mask, 3) };
  },
});

function valueWhereNotZero(value: number): BinaryKernel {
  return (n, out, oo, x, xo, xs, mask, mo, ms) => {
    for (let i = 0; i < n; i++) out[oo + i] = mask[mo + i * ms] !== 0 ? value : x[xo + i * xs]!;
  };
}

Tensor.prototype.maskedFill = function (mask, value) {
  expectTensor(mask, 'maskedFill');
  if (!sameShape(broadcastShapes(this.shape, mask.shape, 'maskedFill'), this.shape)) {
    throw new ShapeError(
      `maskedFill: got a mask of shape ${formatShape(mask.shape)} for the shape ${formatShape(this.shape)}; ` +
        `expected a mask that broadcasts to it. Use expand on the tensor first if it should grow.`,
    );
  }
  // Copied, as for `where`.
  return maskedFill([this], mask.detach().clone(), value);
};
