import * as kernels from '../kernels/cross-entropy.ts';
import { sum } from '../kernels/reduce.ts';
import { Saved } from '../memory/saved.ts';
import { defineOp } from '../ops/define.ts';
import { crossEntropyBackwardInWasm, crossEntropyInWasm } from '../ops/in-wasm/losses.ts';
import { awayFromZero, chance } from '../ops/sampling.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';
import { drawReduction, reducingOf, type Reduction } from './reduction.ts';

const CALLER = 'crossEntropy';

/** The cross-entropy where every example counts alike and has one class, as one operation: what classifiers train with. */
export function crossEntropyOfAll(input: Tensor, classes: Tensor, reduction: Reduction = 'mean'): Tensor {
  return run([input, classes], reduction, new Saved());
}

const run = defineOp<[Tensor, Tensor], [reduction: Reduction, saved: Saved]>({
  name: CALLER,
  forward: ([input, classes], reduction, saved) => {
    const x = input.contiguous();
    const reducing = reducingOf(reduction, classes.size, CALLER);
    const fast = crossEntropyInWasm(x, classes, reducing, saved);
    if (fast !== null) return fast;
    const [shares, losses] = [allocate(x.dtype, x.size), allocate(x.dtype, classes.size)];
    const columns = x.shape[x.ndim - 1]!;
    const [truth, at] = [classes.storage.data, classes.offset];
    kernels.crossEntropy(classes.size, columns, shares, losses, x.storage.data, x.offset, truth, at);
    saved.put(fromData(shares, x.shape).storage);
    if (reducing.each) return fromData(losses, classes.shape);
    const total = allocate(x.dtype, 1);
    sum(1, losses.length, 1, total, losses, 0);
    total[0]! /= reducing.divisor;
    return fromData(total, []);
  },
  backward: [
    (gradOutput, node, reduction, saved) => {
      const [x, classes] = [node.inputs[0]!, node.savedInput(1)];
      const reducing = reducingOf(reduction, classes.size, CALLER);
      const scale = reducing.each ? 1 : gradOutput.item() / reducing.divisor;
      const gradInput = crossEntropyBackwardInWasm(x, classes, scale, saved) ?? plainBackward(x, classes, scale, saved);
      return reducing.each ? gradInput.mul(gradOutput.unsqueeze(-1)) : gradInput;
    },
  ],
  sample: (generator) => {
    const columns = generator.integer(1, 6);
    const batch = chance(generator) ? [generator.integer(1, 5)] : [];
    const classes = Float64Array.from({ length: batch[0] ?? 1 }, () => generator.integer(0, columns));
    const reduction = drawReduction(generator);
    return {
      inputs: [awayFromZero(generator, [...batch, columns])],
      run: (x) => crossEntropyOfAll(x!, fromData(classes, batch).to(x!.dtype), reduction),
    };
  },
});

function plainBackward(x: Tensor, classes: Tensor, scale: number, saved: Saved): Tensor {
  const gradInput = allocate(x.dtype, x.size);
  const columns = x.shape[x.ndim - 1]!;
  const { storage, offset } = classes;
  kernels.crossEntropyGradInput(classes.size, columns, gradInput, saved.at(0)!.data, storage.data, offset, scale);
  return fromData(gradInput, x.shape);
}
