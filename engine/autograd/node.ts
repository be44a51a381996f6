import { InPlaceError } from '../errors.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { keepForGraph, releaseFromGraph } from '../memory/residency.ts';
import { Saved } from '../memory/saved.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Sees the gradient that arrived at a node and those it sent on, one per input (null where none was needed). */
export type NodeHook = (gradOutput: Tensor, gradInputs: readonly (Tensor | null)[]) => void;

/** dL/d(one input) from dL/d(output); the node hands out what forward saw. */
export type BackwardRule<Args extends readonly unknown[] = readonly unknown[]> = (
  gradOutput: Tensor,
  node: Node,
  ...args: Args
) => Tensor;

/** The forward of an operation that views a part of its only input. */
export type ViewPart = (inputs: readonly [Tensor], ...args: readonly unknown[]) => Tensor;

const NONE: readonly Tensor[] = [];
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

  /** The gradient that has arrived so far while `backward()` is under way. */
  arrived: Tensor | null = null;
  /** Whether that gradient was made for this node alone, so that more may be added to it in place. */
  ownsArrived = false;
  /** The last `backward()` that came by, so that none counts a node twice. */
  visit = 0;

  /** Finds in a tensor shaped like the only input the part that the output shows; null unless it is such a view. */
  readonly viewPart: ViewPart | null;
  readonly #ruleFor: (index: number) => BackwardRule;
  #hooks: Set<NodeHook> | null = null;
  readonly #versions: number[] = [];
  readonly #outputVersion: number;

  constructor(
    op: string,
    inputs: readonly Tensor[],
    output: Tensor,
    args: readonly unknown[],
    ruleFor: (index: number) => BackwardRule,
    viewPart: ViewPart | null = null,
  ) {
    this.id = created++;
    this.op = op;
    this.inputs = inputs;
    this.output = output;
    this.args = args;
    this.#ruleFor = ruleFor;
    for (let i = 0; i < inputs.length; i++) this.#versions.push(inputs[i]!.storage.version);
    this.#outputVersion = output.storage.version;
    this.viewPart = viewPart;
    keepForGraph(output.storage);
    for (let i = 0; i < args.length; i++) if (args[i] instanceof Saved) (args[i] as Saved).keep();
  }

  /** dL/d(input at `index`) from dL/d(output). */
  gradInput(gradOutput: Tensor, index: number): Tensor {
    return this.#ruleFor(index)(gradOutput, this, ...this.args);
  }

  /** Whether someone looks on. */
  get isWatched(): boolean {
    return this.#hooks !== null && this.#hooks.size > 0;
  }

  /** Shows a passing gradient to those who look on. */
  showHooks(gradOutput: Tensor, gradInputs: readonly (Tensor | null)[]): void {
    this.#hooks?.forEach((hook) => hook(gradOutput, gradInputs));
  }

  /** Calls `hook` each time a gradient passes through here, until the function it returns is called. */
  registerHook(hook: NodeHook): () => void {
    const hooks = (this.#hooks ??= new Set());
    hooks.add(hook);
    return () => {
      hooks.delete(hook);
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
    if (this.output !== null) releaseFromGraph(this.output.storage);
    for (const arg of this.args) if (arg instanceof Saved) arg.free();
    this.inputs = NONE;
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
