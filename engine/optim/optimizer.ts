import { ArgumentError, GradientError } from '../errors.ts';
import { Tensor } from '../tensor/tensor.ts';

/**
 * What all optimizers share: the parameters they change, and forgetting their gradients.
 *
 * @see https://pytorch.org/docs/stable/optim.html
 */
export abstract class Optimizer {
  /** The leaves this optimizer changes. */
  readonly params: readonly Tensor[];

  constructor(params: Iterable<Tensor>) {
    this.params = [...params];
    if (this.params.length === 0)
      throw new ArgumentError('optimizer: got no parameters; expected a list of at least one tensor.');
    this.params.forEach((param, i) => {
      if (!(param instanceof Tensor))
        throw new ArgumentError(`optimizer: parameter ${i} is a ${typeof param}; expected a tensor.`);
      if (!param.isLeaf)
        throw new GradientError(
          `optimizer: parameter ${i} is the result of "${param.gradFn!.op}"; expected a leaf, made with requiresGrad.`,
        );
    });
  }

  /** Forgets the gradients of all parameters; without it, the next `backward()` adds to them. */
  zeroGrad(): void {
    for (const param of this.params) param.zeroGrad();
  }

  /** Changes every parameter that has a gradient by one step. */
  abstract step(): void;
}

/** Refuses settings that make no sense, such as a negative learning rate. */
export function expectAtLeastZero(name: string, value: number): number {
  if (value >= 0) return value;
  throw new ArgumentError(`optimizer: got ${name} ${value}; expected a number from 0 up.`);
}
