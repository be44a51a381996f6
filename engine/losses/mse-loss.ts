import * as kernels from '../kernels/binary.ts';
import { sum } from '../kernels/reduce.ts';
import { Saved } from '../memory/saved.ts';
import { commonDtype } from '../ops/broadcast.ts';
import { defineOp } from '../ops/define.ts';
import { squaredErrorInWasm } from '../ops/in-wasm/losses.ts';
import { awayFromZero, randomShape } from '../ops/sampling.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import type { Node } from '../autograd/node.ts';
import { drawReduction, expectSameShape, reducingOf, type LossOptions, type Reduction } from './reduction.ts';

/**
 * The mean squared error: (input − target)², averaged over all numbers.
 *
 * Shape: input and target the same → `[]`, or unchanged for reduction `'none'`.
 * Grad: 2 (input − target) / n to input for the mean, the negative of it to target.
 * @throws ShapeError if the shapes differ.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html
 */
export function mseLoss(input: Tensor, target: Tensor, { reduction = 'mean' }: LossOptions = {}): Tensor {
  expectSameShape(input, target, 'mseLoss');
  reducingOf(reduction, input.size, 'mseLoss');
  const dtype = commonDtype(input, target);
  return squaredError([input.to(dtype), target.to(dtype)], reduction, new Saved());
}

// One operation rather than three, since tiny networks spend their time between operations.
const squaredError = defineOp<[Tensor, Tensor], [reduction: Reduction, saved: Saved]>({
  name: 'mseLoss',
  forward: ([input, target], reduction, saved) => {
    const [x, y] = [input.contiguous(), target.contiguous()];
    const reducing = reducingOf(reduction, x.size, 'mseLoss');
    const fast = squaredErrorInWasm(x, y, reducing, saved);
    if (fast !== null) return fast;
    const [difference, squares] = [allocate(x.dtype, x.size), allocate(x.dtype, x.size)];
    kernels.sub(x.size, difference, 0, x.storage.data, x.offset, 1, y.storage.data, y.offset, 1);
    kernels.mul(x.size, squares, 0, difference, 0, 1, difference, 0, 1);
    saved.put(fromData(difference, x.shape).storage);
    if (reducing.each) return fromData(squares, x.shape);
    const total = allocate(x.dtype, 1);
    sum(1, x.size, 1, total, squares, 0);
    total[0]! /= reducing.divisor;
    return fromData(total, []);
  },
  backward: [
    (gradOutput, node, reduction, saved) => slope(gradOutput, node, reduction, saved, 2),
    (gradOutput, node, reduction, saved) => slope(gradOutput, node, reduction, saved, -2),
  ],
  sample: (generator) => {
    const shape = randomShape(generator);
    const reduction = drawReduction(generator);
    return {
      inputs: [awayFromZero(generator, shape), awayFromZero(generator, shape)],
      run: (input, target) => mseLoss(input!, target!, { reduction }),
    };
  },
});

/** gradOutput · (input − target) · factor. */
function slope(gradOutput: Tensor, node: Node, reduction: Reduction, saved: Saved, factor: number): Tensor {
  const difference = new Tensor(saved.at(0)!, node.shapeOf(0));
  const reducing = reducingOf(reduction, difference.size, 'mseLoss');
  if (reducing.each) return difference.mul(gradOutput).mul(factor);
  return difference.mul((gradOutput.item() * factor) / reducing.divisor);
}
