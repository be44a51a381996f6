import { ArgumentError, ShapeError } from '../errors.ts';
import { formatShape, normalizeDim, sameShape } from '../tensor/shape.ts';
import { expectTensor, Tensor } from '../tensor/tensor.ts';
import { writeOver } from './copying.ts';
import { defineOp } from './define.ts';
import { makeEmpty } from './in-wasm/place.ts';
import { awayFromZero, randomDim, randomShape } from './sampling.ts';

/**
 * Tensors laid end to end along a dimension they have.
 *
 * Shape: sizes add up along `dim` and are equal elsewhere: `[2, 3]` and `[4, 3]` → `[6, 3]` for dim 0.
 * Grad: each tensor gets its own part of gradOutput.
 * @throws ShapeError if sizes beside `dim` differ.
 * @see https://pytorch.org/docs/stable/generated/torch.cat.html
 */
export function cat(tensors: readonly Tensor[], dim = 0): Tensor {
  const first = checkList(tensors, 'cat');
  const d = normalizeDim(dim, first.ndim, 'cat');
  for (const other of tensors) {
    if (other.ndim === first.ndim && sameShape(other.shape.with(d, 0), first.shape.with(d, 0))) continue;
    throw new ShapeError(
      `cat: got shapes ${formatShape(first.shape)} and ${formatShape(other.shape)}; expected equal sizes except in dim ${d}.`,
    );
  }
  return joinEndToEnd(unify(tensors), d);
}

/**
 * Tensors of one shape put side by side along a new dimension.
 *
 * Shape: n tensors of `[a, b]` → `[n, a, b]` for dim 0, `[a, n, b]` for dim 1.
 * Grad: each tensor gets its own slice of gradOutput.
 * @throws ShapeError if the shapes differ.
 * @see https://pytorch.org/docs/stable/generated/torch.stack.html
 */
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  const first = checkList(tensors, 'stack');
  const d = normalizeDim(dim, first.ndim + 1, 'stack');
  for (const other of tensors) {
    if (sameShape(other.shape, first.shape)) continue;
    throw new ShapeError(
      `stack: got shapes ${formatShape(first.shape)} and ${formatShape(other.shape)}; expected one shape.`,
    );
  }
  return joinSideBySide(unify(tensors), d);
}

const joinEndToEnd = defineOp<readonly Tensor[], [dim: number]>({
  name: 'cat',
  forward: (inputs, dim) => {
    const length = inputs.reduce((total, input) => total + input.shape[dim]!, 0);
    const out = makeEmpty(inputs[0]!.dtype, inputs[0]!.shape.with(dim, length));
    const step = out.strides[dim]!;
    let start = 0;
    for (const input of inputs) {
      writeOver(new Tensor(out.storage, input.shape, out.strides, start * step), input);
      start += input.shape[dim]!;
    }
    return out;
  },
  backward: (index) => (gradOutput, node, dim) => {
    let start = 0;
    for (let i = 0; i < index; i++) start += node.shapeOf(i)[dim]!;
    return gradOutput.slice(dim, start, start + node.shapeOf(index)[dim]!);
  },
  sample: (generator) => {
    const shape = randomShape(generator, 1);
    const dim = randomDim(generator, shape.length);
    const count = generator.integer(1, 4);
    const inputs = Array.from({ length: count }, () =>
      awayFromZero(generator, shape.with(dim, generator.integer(1, 4))),
    );
    return { inputs, run: (...parts) => cat(parts, dim) };
  },
});

const joinSideBySide = defineOp<readonly Tensor[], [dim: number]>({
  name: 'stack',
  forward: (inputs, dim) => {
    const { dtype, shape } = inputs[0]!;
    const out = makeEmpty(dtype, shape.toSpliced(dim, 0, inputs.length));
    const strides = out.strides.toSpliced(dim, 1);
    inputs.forEach((input, i) => writeOver(new Tensor(out.storage, shape, strides, i * out.strides[dim]!), input));
    return out;
  },
  backward: (index) => (gradOutput, _node, dim) => gradOutput.select(dim, index),
  sample: (generator) => {
    const shape = randomShape(generator);
    const dim = randomDim(generator, shape.length + 1);
    const inputs = Array.from({ length: generator.integer(1, 4) }, () => awayFromZero(generator, shape));
    return { inputs, run: (...parts) => stack(parts, dim) };
  },
});

function checkList(tensors: readonly Tensor[], caller: string): Tensor {
  if (!Array.isArray(tensors) || tensors.length === 0) {
    throw new ArgumentError(
      `${caller}: got no tensors; expected a list of at least one, for example ${caller}([a, b]).`,
    );
  }
  for (const item of tensors) expectTensor(item, caller);
  return tensors[0]!;
}

function unify(tensors: readonly Tensor[]): readonly Tensor[] {
  const dtype = tensors.some((item) => item.dtype === 'float64') ? 'float64' : 'float32';
  return tensors.map((item) => item.to(dtype));
}
