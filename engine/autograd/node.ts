import { InPlaceError } from '../errors.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Sees the gradient that arrived at a node and those it sent on, one per input (null where none was needed). */
export type NodeHook = (gradOutput: Tensor, gradInputs: readonly (Tensor | null)[]) => void;

/** Computes dL/d(input at `index`) from dL/d(output). */
export type GradInput = (gradOutput: Tensor, index: number) => Tensor;

let created = 0;

/**
 * One recorded operation: a step of the tape that `backward()` walks back over.
 *
 * @see https://pytorch.org/docs/stable/notes/autograd.html
 */
export class Node {
  /** Grows with every operation; a node's inputs were always made before it. */
  readonly id: number;
  /** The name of the operation, as in the registry: `'mul'`, `'matmul'`, … */
  readonly op: string;
  /** What else the operation was told, such as a dimension. */
  readonly args: readonly unknown[];
  /** The tensors the operation read; empty once the graph is freed. */
  inputs: readonly Tensor[];
  /** The tensor the operation made; null once the graph is freed. */
  output: Tensor | null;
  /** Whether `backward()` has used this node up. */
  freed = false;

  readonly gradInput: GradInput;
  /** Finds in a tensor shaped like the only input the part that the output shows; null unless it is such a view. */
  readonly partOf: ((whole: Tensor) => Tensor) | null;
  readonly hooks = new Set<NodeHook>();
  #versions: readonly number[];
  #outputVersion: number;

  constructor(
    op: string,
    inputs: readonly Tensor[],
    output: Tensor,
    args: readonly unknown[],
    rule: (node: Node) => GradInput,
    partOf: ((whole: Tensor) => Tensor) | null = null,
  ) {
    this.id = created++;
    this.op = op;
    this.inputs = inputs;
    this.output = output;
    this.args = args;
    this.#versions = inputs.map((input) => input.storage.version);
    this.#outputVersion = output.storage.version;
    this.gradInput = rule(this);
    this.partOf = partOf;
  }

  /** Calls `hook` each time a gradient passes through here, until the function it returns is called. */
  registerHook(hook: NodeHook): () => void {
    this.hooks.add(hook);
    return () => {
      this.hooks.delete(hook);
    };
  }

  /** The shape of an input, for rules that need no more than that. */
  shapeOf(index: number): Shape {
    return this.inputs[index]!.shape;
  }

  /** An input whose values the rule needs; throws if they have been overwritten since. */
  savedInput(index: number): Tensor {
    const input = this.inputs[index]!;
    if (input.storage.version !== this.#versions[index]) throw this.#overwritten(`input ${index}`, input);
    return input;
  }

  /** The output, whose values the rule needs; throws if they have been overwritten since. */
  savedOutput(): Tensor {
    const output = this.output!;
    if (output.storage.version !== this.#outputVersion) throw this.#overwritten('the output', output);
    return output;
  }

  free(): void {
    this.inputs = [];
    this.output = null;
    this.freed = true;
  }

  #overwritten(role: string, changed: Tensor): InPlaceError {
    return new InPlaceError(
      `backward: ${role} of "${this.op}", of shape ${formatShape(changed.shape)}, was changed in place after it was used, ` +
        `and its gradient needs the old values. Call backward() before changing it, or change a clone().`,
    );
  }
}
