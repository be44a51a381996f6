import { GradientError, GraphFreedError, ShapeError } from '../errors.ts';
import { closeScope, isScoped, keepFromScope, makeRoom, openScope } from '../memory/residency.ts';
import { makeZeros } from '../ops/in-wasm/place.ts';
import { fromData, giveGrad, readGrad, Tensor } from '../tensor/tensor.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { mode, setRecording } from './mode.ts';
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
  const nodes: Node[] = [];
  const stamp = ++visits;
  const reach = (tensor: Tensor): void => {
    const node = tensor.gradFn;
    if (node === null || node.visit === stamp) return;
    if (node.freed) throw graphFreed(node);
    node.visit = stamp;
    nodes.push(node);
  };
  reach(output);
  for (let next = 0; next < nodes.length; next++) {
    const { inputs } = nodes[next]!;
    for (let i = 0; i < inputs.length; i++) reach(inputs[i]!);
  }
  // Inputs exist before the node that reads them, so the order of creation is a topological order.
  return nodes.sort((a, b) => a.id - b.id);
}

let visits = 0;

Tensor.prototype.backward = function (gradOutput, { retainGraph = false } = {}) {
  if (mode.depth === 0) makeRoom();
  const start = startingGradient(this, gradOutput ?? null);
  const nodes = tape(this);
  const watched = nodes.some((node) => node.isWatched);
  const before = setRecording(false);
  mode.depth++;
  openScope();
  let done = false;
  try {
    deliver(this, start);
    for (let i = nodes.length - 1; i >= 0; i--) passThrough(nodes[i]!);
    done = true;
  } finally {
    if (!done) for (const node of nodes) node.arrived = null;
    // A hook may have kept a gradient, and a graph that is kept may hold what a rule has put by.
    closeScope(watched || retainGraph || !done);
    mode.depth--;
    setRecording(before);
  }
  if (!retainGraph) for (const node of nodes) node.free();
};

function passThrough(node: Node): void {
  const gradOutput = node.arrived;
  if (gradOutput === null) return;
  node.arrived = null;
  if (node.output!.retainsGrad) accumulate(node.output!, gradOutput);
  if (node.viewPart !== null && !node.isWatched && !node.inputs[0]!.isLeaf) {
    node.viewPart([ownSum(node.inputs[0]!)], ...node.args).add_(gradOutput);
    return;
  }
  const gradInputs: (Tensor | null)[] | null = node.isWatched ? [] : null;
  for (let i = 0; i < node.inputs.length; i++) {
    const input = node.inputs[i]!;
    const gradInput = input.requiresGrad ? node.gradInput(gradOutput, i) : null;
    if (gradInput !== null) deliver(input, gradInput);
    gradInputs?.push(gradInput);
  }
  if (gradInputs !== null) node.showHooks(gradOutput, gradInputs);
}

/** A tensor used twice hears from both uses: gradients add up. */
function deliver(target: Tensor, gradient: Tensor): void {
  const node = target.gradFn;
  if (node === null) accumulate(target, gradient);
  else if (node.arrived === null) arrive(node, gradient, false);
  else if (node.ownsArrived) node.arrived.add_(gradient);
  else arrive(node, node.arrived.add(gradient), true);
}

function arrive(node: Node, gradient: Tensor, own: boolean): void {
  node.arrived = gradient;
  node.ownsArrived = own;
}

/** The gradient a computed tensor has collected so far, zeros if none, as a tensor that nothing else can see. */
function ownSum(target: Tensor): Tensor {
  const node = target.gradFn!;
  if (node.arrived === null) arrive(node, makeZeros(target.dtype, target.shape), true);
  else if (!node.ownsArrived) arrive(node, node.arrived.clone(), true);
  return node.arrived!;
}

function accumulate(target: Tensor, gradient: Tensor): void {
  const before = readGrad(target);
  const sum = before === null ? gradient : before.add(gradient);
  // A copy where the numbers may reach someone else too: a gradient can be delivered twice, and be written in place.
  const own = isScoped(sum.storage) && sum.size === sum.storage.size && sum.contiguousInStorage;
  const grad = own ? sum.detach() : sum.clone();
  keepFromScope(grad.storage);
  giveGrad(target, grad);
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
