import { noGrad } from '../autograd/mode.ts';
import { ArgumentError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expectAtLeastZero, Optimizer } from './optimizer.ts';

export interface SGDOptions {
  /** The learning rate: how far a step goes. 0.001 unless said otherwise. */
  readonly lr?: number;
  /** How much of the last step's direction is kept; 0 for none. */
  readonly momentum?: number;
  /** How much the new gradient is weakened when it joins the momentum; 0 for not at all. */
  readonly dampening?: number;
  /** How strongly parameters are pulled towards 0. */
  readonly weightDecay?: number;
  /** Whether to look one step of momentum ahead. */
  readonly nesterov?: boolean;
}

/**
 * Stochastic gradient descent: each step goes against the gradient, with momentum if asked.
 *
 * Grad: reads `.grad` of each parameter; skips those that have none.
 * @throws ArgumentError if a setting is negative, or for nesterov without momentum or with dampening.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export class SGD extends Optimizer {
  /** The learning rate; may be changed between steps. */
  lr: number;
  readonly momentum: number;
  readonly dampening: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
  readonly #velocities = new Map<Tensor, Tensor>();

  constructor(
    params: Iterable<Tensor>,
    { lr = 1e-3, momentum = 0, dampening = 0, weightDecay = 0, nesterov = false }: SGDOptions = {},
  ) {
    super(params);
    this.lr = expectAtLeastZero('lr', lr);
    this.momentum = expectAtLeastZero('momentum', momentum);
    this.dampening = dampening;
    this.weightDecay = expectAtLeastZero('weightDecay', weightDecay);
    this.nesterov = nesterov;
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new ArgumentError(
        `SGD: got nesterov with momentum ${momentum} and dampening ${dampening}; expected a momentum above 0 and no dampening.`,
      );
    }
  }

  step(): void {
    noGrad(() => {
      for (const param of this.params) {
        if (param.grad !== null) param.sub_(this.#direction(param, param.grad).mul(this.lr));
      }
    });
  }

  #direction(param: Tensor, grad: Tensor): Tensor {
    const gradient = this.weightDecay === 0 ? grad : grad.add(param.mul(this.weightDecay));
    if (this.momentum === 0) return gradient;
    const before = this.#velocities.get(param);
    const velocity =
      before === undefined ? gradient.clone() : before.mul(this.momentum).add(gradient.mul(1 - this.dampening));
    this.#velocities.set(param, velocity);
    return this.nesterov ? gradient.add(velocity.mul(this.momentum)) : velocity;
  }
}
