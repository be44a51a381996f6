import { Node } from '../autograd/node.ts';
import { isRecording, setRecording } from '../autograd/mode.ts';
import type { UnaryKernel } from '../kernels/unary.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, type Tensor } from '../tensor/tensor.ts';
import type { SampleMaker } from './sampling.ts';

/** dL/d(one input) from dL/d(output); the node hands out what forward saw. */
export type BackwardRule<Args extends readonly unknown[]> = (gradOutput: Tensor, node: Node, ...args: Args) => Tensor;

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
  const ruleFor = typeof backward === 'function' ? backward : (index: number) => backward[index]!;

  return (inputs, ...args) => {
    if (!isRecording() || !inputs.some(wantsGrad)) return runUnrecorded(forward, inputs, args);
    const output = runUnrecorded(forward, inputs, args);
    output.gradFn = new Node(
      name,
      inputs,
      output,
      args,
      (node) => (gradOutput, index) => ruleFor(index)(gradOutput, node, ...args),
      viewsPart ? (whole) => forward([whole] as readonly Tensor[] as Inputs, ...args) : null,
    );
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
      const out = allocate(x.dtype, x.size);
      kernelFor(...args).forward(x.size, out, x.storage.data, x.offset);
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
        const gradInput = allocate(g.dtype, g.size);
        kernel.backward(g.size, gradInput, g.storage.data, g.offset, saved.storage.data, saved.offset);
        return fromData(gradInput, g.shape);
      },
    ],
    sample,
  });
  return (input, ...args) => run([input], ...args);
}

function wantsGrad(input: Tensor): boolean {
  return input.requiresGrad;
}

function runUnrecorded<Inputs, Args extends readonly unknown[]>(
  forward: (inputs: Inputs, ...args: Args) => Tensor,
  inputs: Inputs,
  args: Args,
): Tensor {
  const before = setRecording(false);
  try {
    return forward(inputs, ...args);
  } finally {
    setRecording(before);
  }
}
