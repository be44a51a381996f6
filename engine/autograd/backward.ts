import { GradientError, GraphFreedError, ShapeError } from '../errors.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { noGrad } from './mode.ts';
import type { Node } from './node.ts';

export interface BackwardOptions {
  /** Keep the graph, so that `backward()` can be called on it again. */
  readonly retainGraph?: boolean;
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Computes the gradient of this tensor with respect to every leaf it was computed from, and adds it to their `.grad`.
     *
     * Shape: `gradOutput` has the shape of this tensor; without it this tensor must hold one number, and starts from 1.
     * Grad: the graph is freed afterwards unless `retainGraph` is set.
     * @throws GradientError if nothing was recorded, or `gradOutput` is missing for more than one number.
     * @throws GraphFreedError if an earlier `backward()` has used the graph up.
     * @see https://pytorch.org/docs/stable/generated/torch.Tensor.backward.html
     */
    backward(gradOutput?: Tensor | null, options?: BackwardOptions): void;
  }
}

/**
 * Every recorded operation that a tensor depends on, in the order in which they ran.
 *
 * Grad: reading the tape changes nothing; add hooks with `node.registerHook` to watch `backward()` pass.
 * @throws GraphFreedError if `backward()` has already freed a part of it.
 */
export function tape(output: Tensor): Node[] {
  const found = new Set<Node>();
  const open: Node[] = [];
  const visit = (tensor: Tensor): void => {
    const node = tensor.gradFn;
    if (node === null || found.has(node)) return;
    if (node.freed) throw graphFreed(node);
    found.add(node);
    open.push(node);
  };
  visit(output);
  for (let node = open.pop(); node !== undefined; node = open.pop()) node.inputs.forEach(visit);
  // Inputs exist before the node that reads them, so the order of creation is a topological order.
  return [...found].sort((a, b) => a.id - b.id);
}

Tensor.prototype.backward = function (gradOutput, { retainGraph = false } = {}) {
  const start = startingGradient(this, gradOutput ?? null);
  const nodes = tape(this);
  noGrad(() => {
    const arrived: Arrivals = new Map();
    deliver(this, start, arrived);
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i]!;
      const gradient = arrived.get(node);
      if (gradient === undefined) continue;
      arrived.delete(node);
      passThrough(node, gradient.sum, arrived);
    }
  });
  if (!retainGraph) for (const node of nodes) node.free();
};

/** The gradients on their way; a sum made here may be added to in place, one that came from a rule may be seen elsewhere too. */
type Arrivals = Map<Node, { readonly sum: Tensor; readonly own: boolean }>;

function passThrough(node: Node, gradOutput: Tensor, arrived: Arrivals): void {
  if (node.output!.retainsGrad) accumulate(node.output!, gradOutput);
  if (node.partOf !== null && node.hooks.size === 0 && !node.inputs[0]!.isLeaf) {
    node.partOf(ownSum(node.inputs[0]!, arrived)).add_(gradOutput);
    return;
  }
  const gradInputs: (Tensor | null)[] = [];
  for (let i = 0; i < node.inputs.length; i++) {
    const input = node.inputs[i]!;
    const gradInput = input.requiresGrad ? node.gradInput(gradOutput, i) : null;
    if (gradInput !== null) deliver(input, gradInput, arrived);
    gradInputs.push(gradInput);
  }
  for (const hook of node.hooks) hook(gradOutput, gradInputs);
}

/** A tensor used twice hears from both uses: gradients add up. */
function deliver(target: Tensor, gradient: Tensor, arrived: Arrivals): void {
  const node = target.gradFn;
  if (node === null) {
    accumulate(target, gradient);
    return;
  }
  const earlier = arrived.get(node);
  if (earlier === undefined) arrived.set(node, { sum: gradient, own: false });
  else if (earlier.own) earlier.sum.add_(gradient);
  else arrived.set(node, { sum: earlier.sum.add(gradient), own: true });
}

/** The gradient a computed tensor has collected so far, zeros if none, as a tensor that nothing else can see. */
function ownSum(target: Tensor, arrived: Arrivals): Tensor {
  const earlier = arrived.get(target.gradFn!);
  if (earlier?.own) return earlier.sum;
  const sum = earlier?.sum.clone() ?? fromData(allocate(target.dtype, target.size), target.shape);
  arrived.set(target.gradFn!, { sum, own: true });
  return sum;
}

function accumulate(target: Tensor, gradient: Tensor): void {
  // A copy, since one gradient may have been delivered to several tensors, and `.grad` may be written in place.
  target.grad = target.grad === null ? gradient.clone() : target.grad.add(gradient);
}

function startingGradient(output: Tensor, gradOutput: Tensor | null): Tensor {
  if (!output.requiresGrad) {
    throw new GradientError(
      'backward: got a tensor that depends on nothing with requiresGrad. Mark the leaves with requiresGrad_() before computing, and compute outside noGrad.',
    );
  }
  if (gradOutput === null) {
    if (output.size !== 1) {
      throw new GradientError(
        `backward: got the shape ${formatShape(output.shape)} without gradOutput; expected a single number. ` +
          `Reduce it first with sum() or mean(), or pass gradOutput of the same shape.`,
      );
    }
    return fromData(allocate(output.dtype, 1).fill(1), output.shape);
  }
  if (!sameShape(gradOutput.shape, output.shape)) {
    throw new ShapeError(
      `backward: got gradOutput of shape ${formatShape(gradOutput.shape)}; expected ${formatShape(output.shape)}, the shape of the tensor itself.`,
    );
  }
  return gradOutput.detach().to(output.dtype);
}

function graphFreed(node: Node): GraphFreedError {
  return new GraphFreedError(
    `backward: the graph at "${node.op}" has already been used up by an earlier backward(). ` +
      `Compute the result again, or call the earlier one with backward(null, { retainGraph: true }).`,
  );
}
