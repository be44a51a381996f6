import { Node, type BackwardRule, type ViewPart } from '../autograd/node.ts';
import { mode } from '../autograd/mode.ts';
import { makeRoom } from '../memory/residency.ts';
import { Saved } from '../memory/saved.ts';
import type { UnaryKernel } from '../kernels/unary.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';
import { unaryBackwardInWasm, unaryInWasm } from './in-wasm/unary.ts';
import type { SampleMaker } from './sampling.ts';

export interface OpDefinition<Inputs extends readonly Tensor[], Args extends readonly unknown[]> {
  readonly name: string;
  /** Computes a new tensor or a new view; nothing in here is recorded. */
  readonly forward: (inputs: Inputs, ...args: Args) => Tensor;
  /** One rule per input, called only when that input wants its gradient; a function of the index if there may be any number. */
  readonly backward: readonly BackwardRule<Args>[] | ((index: number) => BackwardRule<Args>);
  /** Whether forward gives a view of a part of its only input. Gradients of many parts are then added up in one tensor, not one each. */
  readonly viewsPart?: boolean;
  /** Draws inputs on which the rules are proved against central differences. */
  readonly sample: SampleMaker;
}

/** What the registry knows of one differentiable operation. */
export interface Operation {
  readonly name: string;
  readonly sample: SampleMaker;
}

const registry = new Map<string, Operation>();

/** Every differentiable operation by name, with a way to draw inputs for it; one test proves the gradients of all. */
export const operations: ReadonlyMap<string, Operation> = registry;

/** Registers an operation and returns the function that runs and records it: the only way onto the tape. */
export function defineOp<Inputs extends readonly Tensor[], Args extends readonly unknown[] = []>(
  definition: OpDefinition<Inputs, Args>,
): (inputs: Inputs, ...args: Args) => Tensor {
  const { name, forward, backward, viewsPart = false, sample } = definition;
  registry.set(name, { name, sample });
  // Whoever records a node hands it the arguments that its rules expect.
  const ruleFor = (typeof backward === 'function' ? backward : (index: number) => backward[index]!) as (
    index: number,
  ) => BackwardRule;
  const viewPart = viewsPart ? (forward as unknown as ViewPart) : null;

  return (inputs, ...args) => {
    if (mode.depth === 0) makeRoom();
    const recording = mode.recording && wantGrad(inputs);
    const before = mode.recording;
    mode.recording = false;
    mode.depth++;
    let output: Tensor;
    try {
      output = forward(inputs, ...args);
    } finally {
      mode.recording = before;
      mode.depth--;
    }
    if (recording) output.gradFn = new Node(name, inputs, output, args, ruleFor, viewPart);
    else for (const arg of args) if (arg instanceof Saved) arg.free();
    return output;
  };
}

/** An operation on each number by itself, from a pair of kernels, or from a pair chosen by further arguments. */
export function defineUnary<Args extends readonly unknown[] = []>(
  name: string,
  kernel: UnaryKernel | ((...args: Args) => UnaryKernel),
  sample: SampleMaker,
): (input: Tensor, ...args: Args) => Tensor {
  const kernelFor = typeof kernel === 'function' ? kernel : () => kernel;
  const run = defineOp<[Tensor], Args>({
    name,
    forward: ([input], ...args) => {
      const x = input.contiguous();
      const kernel = kernelFor(...args);
      const fast = unaryInWasm(kernel, x);
      if (fast !== null) return fast;
      const out = allocate(x.dtype, x.size);
      kernel.forward(x.size, out, x.storage.data, x.offset);
      return fromData(out, x.shape);
    },
    backward: [
      (gradOutput, node, ...args) => {
        const kernel = kernelFor(...args);
        const g = gradOutput.contiguous();
        const saved =
          kernel.saves === 'nothing'
            ? g
            : (kernel.saves === 'input' ? node.savedInput(0) : node.savedOutput()).contiguous();
        const fast = unaryBackwardInWasm(kernel, g, saved);
        if (fast !== null) return fast;
        const gradInput = allocate(g.dtype, g.size);
        kernel.backward(g.size, gradInput, g.storage.data, g.offset, saved.storage.data, saved.offset);
        return fromData(gradInput, g.shape);
      },
    ],
    sample,
  });
  return (input, ...args) => run([input], ...args);
}

function wantGrad(inputs: readonly Tensor[]): boolean {
  for (let i = 0; i < inputs.length; i++) if (inputs[i]!.requiresGrad) return true;
  return false;
}
