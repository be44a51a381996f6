import { ArgumentError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { Module } from './module.ts';

/** A module that makes one tensor of one tensor, and so can stand in a row with others. */
export interface Layer extends Module {
  forward(input: Tensor): Tensor;
}

/**
 * Layers one after another, each fed with what the one before it made.
 *
 * Shape: whatever the first takes → whatever the last gives. `net[0]` is the first layer, and its weight is called `'0.weight'`.
 * @throws ArgumentError if something is not a module.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Sequential.html
 */
export class Sequential extends Module {
  readonly [index: number]: Layer;
  /** How many layers there are. */
  readonly length: number;

  constructor(...layers: Layer[]) {
    super();
    layers.forEach((layer, i) => {
      if (layer instanceof Module) return;
      throw new ArgumentError(
        `Sequential: got a ${typeof layer} as layer ${i}; expected modules, one argument each: new Sequential(new Linear(…), new ReLU()).`,
      );
    });
    // As fields of its own, the layers get the names they have in PyTorch: 0, 1, 2.
    Object.assign(this, layers);
    this.length = layers.length;
  }

  /** The layers in order, so that a loop or `[...net]` can go through them. */
  *[Symbol.iterator](): IterableIterator<Layer> {
    for (let i = 0; i < this.length; i++) yield this[i]!;
  }

  forward(input: Tensor): Tensor {
    let result = input;
    for (const layer of this) result = layer.forward(result);
    return result;
  }
}
