import type { Tensor } from '../tensor/tensor.ts';
import { Module } from './module.ts';

/**
 * max(0, x): {@link Tensor.relu} as a layer.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.ReLU.html
 */
export class ReLU extends Module {
  forward(input: Tensor): Tensor {
    return input.relu();
  }
}

/**
 * x where x > 0, else x · negativeSlope: {@link Tensor.leakyRelu} as a layer.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html
 */
export class LeakyReLU extends Module {
  readonly negativeSlope: number;

  constructor(negativeSlope = 0.01) {
    super();
    this.negativeSlope = negativeSlope;
  }

  forward(input: Tensor): Tensor {
    return input.leakyRelu(this.negativeSlope);
  }
}

/**
 * x · Φ(x): {@link Tensor.gelu} as a layer.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.GELU.html
 */
export class GELU extends Module {
  readonly approximate: 'none' | 'tanh';

  constructor({ approximate = 'none' }: { readonly approximate?: 'none' | 'tanh' } = {}) {
    super();
    this.approximate = approximate;
  }

  forward(input: Tensor): Tensor {
    return input.gelu({ approximate: this.approximate });
  }
}

/**
 * x · σ(x): {@link Tensor.silu} as a layer.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.SiLU.html
 */
export class SiLU extends Module {
  forward(input: Tensor): Tensor {
    return input.silu();
  }
}

/**
 * 1 / (1 + e⁻ˣ): {@link Tensor.sigmoid} as a layer.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html
 */
export class Sigmoid extends Module {
  forward(input: Tensor): Tensor {
    return input.sigmoid();
  }
}

/**
 * The hyperbolic tangent: {@link Tensor.tanh} as a layer.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Tanh.html
 */
export class Tanh extends Module {
  forward(input: Tensor): Tensor {
    return input.tanh();
  }
}

/**
 * eˣ / Σ eˣ along a dimension: {@link Tensor.softmax} as a layer.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Softmax.html
 */
export class Softmax extends Module {
  readonly dim: number;

  constructor(dim: number) {
    super();
    this.dim = dim;
  }

  forward(input: Tensor): Tensor {
    return input.softmax(this.dim);
  }
}
