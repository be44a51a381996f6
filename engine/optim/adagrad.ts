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

export interface AdagradOptions {
  /** The learning rate: how far the first step goes. 0.01 unless said otherwise. */
  readonly lr?: number;
  /** How fast the rate falls by itself: lr / (1 + t · lrDecay) after t steps. */
  readonly lrDecay?: number;
  /** How strongly parameters are pulled towards 0. */
  readonly weightDecay?: number;
  /** Where the sum of squares starts. */
  readonly initialAccumulatorValue?: number;
  /** What keeps the division from exploding. 1e-10 unless said otherwise. */
  readonly eps?: number;
  /** Whether to climb instead of descend. */
  readonly maximize?: boolean;
}

interface AdagradSettings extends GroupSettings {
  lrDecay: number;
  weightDecay: number;
  initialAccumulatorValue: number;
  eps: number;
  maximize: boolean;
}

type AdagradState = { step: number; sum: Tensor };

/**
 * Each number's step is divided by the root of the sum of all its squared gradients so far.
 *
 * Grad: reads `.grad` of each parameter; skips those that have none.
 * @throws ArgumentError if a setting is negative.
 * @see https://pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
 */
export class Adagrad extends Optimizer<AdagradSettings, AdagradState, AdagradOptions> {
  constructor(params: ParamsOrGroups<AdagradOptions>, options: AdagradOptions = {}) {
    const defaults = { lr: 1e-2, lrDecay: 0, weightDecay: 0, initialAccumulatorValue: 0, eps: 1e-10, maximize: false };
    super(params, { ...defaults, ...options }, checkSettings);
  }

  protected override startState(param: Tensor, group: ParamGroup<AdagradSettings>): AdagradState {
    return { step: 0, sum: startTensor(param, group.initialAccumulatorValue) };
  }

  protected override update(
    param: Tensor,
    grad: Tensor,
    state: AdagradState,
    group: ParamGroup<AdagradSettings>,
  ): void {
    const rate = group.lr / (1 + state.step * group.lrDecay);
    state.step++;
    const sign = group.maximize ? -1 : 1;
    overNumbers(param, grad, kernels.adagrad, state.sum.storage.data, sign, rate, group.weightDecay, group.eps);
  }
}

function checkSettings({ lr, lrDecay, weightDecay, initialAccumulatorValue, eps }: AdagradSettings): void {
  expectAtLeastZero('lr', lr);
  expectAtLeastZero('lrDecay', lrDecay);
  expectAtLeastZero('weightDecay', weightDecay);
  expectAtLeastZero('initialAccumulatorValue', initialAccumulatorValue);
  expectAtLeastZero('eps', eps);
}
