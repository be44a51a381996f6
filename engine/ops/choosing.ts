import { broadcastShapes } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, type Tensor } from '../tensor/tensor.ts';
import { asTensor, commonDtype, sumToShape } from './broadcast.ts';
import { defineOp } from './define.ts';
import { awayFromZero, broadcastPair, randomShape } from './sampling.ts';

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
