import * as kernels from '../kernels/optim.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expectAtLeastZero } from './checks.ts';
import {
  Optimizer,
  overNumbers,
  startTensor,
  type GroupSettings,
  type ParamGroup,
  type ParamsOrGroups,
} from './optimizer.ts';

export interface RMSpropOptions {
  /** The learning rate: about how far a step goes. 0.01 unless said otherwise. */
  readonly lr?: number;
  /** How much of the running average of squares is kept each step. 0.99 unless said otherwise. */
  readonly alpha?: number;
  /** What keeps the division from exploding. 1e-8 unless said otherwise. */
  readonly eps?: number;
  /** How strongly parameters are pulled towards 0. */
  readonly weightDecay?: number;
  /** How much of the last step is kept; 0 for none. */
  readonly momentum?: number;
  /** Whether to divide by the spread of the gradient rather than its size. */
  readonly centered?: boolean;
  /** Whether to climb instead of descend. */
  readonly maximize?: boolean;
}

interface RMSpropSettings extends GroupSettings {
  alpha: number;
  eps: number;
  weightDecay: number;
  momentum: number;
  centered: boolean;
  maximize: boolean;
}

type RMSpropState = { step: number; squareAvg: Tensor; momentumBuffer: Tensor; gradAvg?: Tensor };

/**
 * Each number's step is divided by the root of a running average of its squared gradients.
 *
 * Grad: reads `.grad` of each parameter; skips those that have none.
 * @throws ArgumentError if a setting is negative.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
 */
export class RMSprop extends Optimizer<RMSpropSettings, RMSpropState, RMSpropOptions> {
  constructor(params: ParamsOrGroups<RMSpropOptions>, options: RMSpropOptions = {}) {
    const defaults = {
      lr: 1e-2,
      alpha: 0.99,
      eps: 1e-8,
      weightDecay: 0,
      momentum: 0,
      centered: false,
      maximize: false,
    };
    super(params, { ...defaults, ...options }, checkSettings);
  }

  protected override startState(param: Tensor): RMSpropState {
    return { step: 0, squareAvg: startTensor(param), momentumBuffer: startTensor(param) };
  }

  protected override update(
    param: Tensor,
    grad: Tensor,
    state: RMSpropState,
    group: ParamGroup<RMSpropSettings>,
  ): void {
    const { lr, alpha, eps, weightDecay, momentum } = group;
    state.step++;
    const averages = [state.squareAvg.storage.data, state.momentumBuffer.storage.data] as const;
    const settings = [group.maximize ? -1 : 1, lr, weightDecay, alpha, eps, momentum] as const;
    if (group.centered) {
      const gradAvg = (state.gradAvg ??= startTensor(param)).storage.data;
      overNumbers(param, grad, kernels.rmspropCentered, ...averages, gradAvg, ...settings);
    } else {
      overNumbers(param, grad, kernels.rmsprop, ...averages, ...settings);
    }
  }
}

function checkSettings({ lr, alpha, eps, weightDecay, momentum }: RMSpropSettings): void {
  expectAtLeastZero('lr', lr);
  expectAtLeastZero('alpha', alpha);
  expectAtLeastZero('eps', eps);
  expectAtLeastZero('weightDecay', weightDecay);
  expectAtLeastZero('momentum', momentum);
}
