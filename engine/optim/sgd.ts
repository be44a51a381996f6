import { ArgumentError } from '../errors.ts';
import * as kernels from '../kernels/optim.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expectAtLeastZero } from './checks.ts';
import { descendInWasm, sgdInWasm } from './in-wasm.ts';
import {
  Optimizer,
  overNumbers,
  startTensor,
  type GroupSettings,
  type ParamGroup,
  type ParamsOrGroups,
} from './optimizer.ts';

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
  /** Whether to climb instead of descend. */
  readonly maximize?: boolean;
}

interface SGDSettings extends GroupSettings {
  momentum: number;
  dampening: number;
  weightDecay: number;
  nesterov: boolean;
  maximize: boolean;
}

type SGDState = { momentumBuffer?: Tensor };

/**
 * Stochastic gradient descent: each step goes against the gradient, with momentum if asked.
 *
 * Grad: reads `.grad` of each parameter; skips those that have none.
 * @throws ArgumentError if a setting is negative, or for nesterov without momentum or with dampening.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export class SGD extends Optimizer<SGDSettings, SGDState, SGDOptions> {
  constructor(params: ParamsOrGroups<SGDOptions>, options: SGDOptions = {}) {
    const defaults = { lr: 1e-3, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false, maximize: false };
    super(params, { ...defaults, ...options }, checkSettings);
  }

  protected override startState(): SGDState {
    return {};
  }

  protected override update(param: Tensor, grad: Tensor, state: SGDState, group: ParamGroup<SGDSettings>): void {
    const { lr, momentum, dampening, weightDecay, nesterov } = group;
    const sign = group.maximize ? -1 : 1;
    if (momentum === 0) {
      if (!group.maximize && weightDecay === 0 && descendInWasm(param, grad, lr)) return;
      overNumbers(param, grad, kernels.sgd, sign, lr, weightDecay);
      return;
    }
    // The first gradient is taken whole, without dampening: there is no velocity yet that it could join.
    const take = state.momentumBuffer === undefined ? 1 : 1 - dampening;
    state.momentumBuffer ??= startTensor(param);
    if (!group.maximize && sgdInWasm(param, grad, state.momentumBuffer, { ...group, dampening: 1 - take })) return;
    const buffer = state.momentumBuffer.storage.data;
    const shares = nesterov ? ([1, momentum] as const) : ([0, 1] as const);
    overNumbers(param, grad, kernels.sgdMomentum, buffer, sign, lr, weightDecay, momentum, take, ...shares);
  }
}

function checkSettings({ lr, momentum, dampening, weightDecay, nesterov }: SGDSettings): void {
  expectAtLeastZero('lr', lr);
  expectAtLeastZero('momentum', momentum);
  expectAtLeastZero('weightDecay', weightDecay);
  if (nesterov && (momentum === 0 || dampening !== 0)) {
    throw new ArgumentError(
      `SGD: got nesterov with momentum ${momentum} and dampening ${dampening}; expected a momentum above 0 and no dampening.`,
    );
  }
}
