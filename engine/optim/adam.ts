import { ArgumentError } from '../errors.ts';
import * as kernels from '../kernels/optim.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expectAtLeastZero } from './checks.ts';
import { adamInWasm } from './in-wasm.ts';
import {
  Optimizer,
  overNumbers,
  startTensor,
  type GroupSettings,
  type ParamGroup,
  type ParamsOrGroups,
} from './optimizer.ts';

export interface AdamWOptions {
  /** The learning rate: about how far a step goes. 0.001 unless said otherwise. */
  readonly lr?: number;
  /** How much of the running averages of the gradient and of its square is kept. 0.9 and 0.999 unless said otherwise. */
  readonly betas?: readonly [number, number];
  /** What keeps the division from exploding. 1e-8 unless said otherwise. */
  readonly eps?: number;
  /** How strongly parameters are pulled towards 0: 0 for Adam and 0.01 for AdamW unless said otherwise. */
  readonly weightDecay?: number;
  /** Whether to divide by the largest average square so far. */
  readonly amsgrad?: boolean;
  /** Whether to climb instead of descend. */
  readonly maximize?: boolean;
}

export interface AdamOptions extends AdamWOptions {
  /** Whether the decay acts on the parameter itself rather than through the gradient; that makes it AdamW. */
  readonly decoupledWeightDecay?: boolean;
}

interface AdamSettings extends GroupSettings {
  betas: readonly [number, number];
  eps: number;
  weightDecay: number;
  amsgrad: boolean;
  maximize: boolean;
  decoupledWeightDecay: boolean;
}

type AdamState = { step: number; expAvg: Tensor; expAvgSq: Tensor; maxExpAvgSq?: Tensor };

/**
 * Steps along a running average of the gradient, divided by the root of one of its square, both corrected for starting at 0.
 *
 * Grad: reads `.grad` of each parameter; skips those that have none.
 * @throws ArgumentError if a setting is negative, or a beta is not in [0, 1).
 * @see https://pytorch.org/docs/stable/generated/torch.optim.Adam.html
 */
export class Adam extends Optimizer<AdamSettings, AdamState, AdamOptions> {
  constructor(params: ParamsOrGroups<AdamOptions>, options: AdamOptions = {}) {
    const defaults = { lr: 1e-3, betas: [0.9, 0.999] as const, eps: 1e-8, weightDecay: 0 };
    const switches = { amsgrad: false, maximize: false, decoupledWeightDecay: false };
    super(params, { ...defaults, ...switches, ...options }, checkSettings);
  }

  protected override startState(param: Tensor): AdamState {
    return { step: 0, expAvg: startTensor(param), expAvgSq: startTensor(param) };
  }

  protected override update(param: Tensor, grad: Tensor, state: AdamState, group: ParamGroup<AdamSettings>): void {
    const { lr, betas, eps, weightDecay, decoupledWeightDecay } = group;
    const [beta1, beta2] = betas;
    state.step++;
    const plain = !group.amsgrad && !group.maximize;
    if (plain && adamInWasm(param, grad, state.expAvg, state.expAvgSq, group, state.step)) return;
    const averages = [state.expAvg.storage.data, state.expAvgSq.storage.data] as const;
    const stepSize = lr / (1 - beta1 ** state.step);
    const rootCorrection = Math.sqrt(1 - beta2 ** state.step);
    const decay = decoupledWeightDecay ? ([0, 1 - lr * weightDecay] as const) : ([weightDecay, 1] as const);
    const settings = [group.maximize ? -1 : 1, stepSize, ...decay, beta1, beta2, rootCorrection, eps] as const;
    if (group.amsgrad) {
      const largest = (state.maxExpAvgSq ??= startTensor(param)).storage.data;
      overNumbers(param, grad, kernels.amsgrad, ...averages, largest, ...settings);
    } else {
      overNumbers(param, grad, kernels.adam, ...averages, ...settings);
    }
  }
}

/**
 * Adam whose weight decay acts on the parameter itself: θ ← (1 − lr · weightDecay) θ before each step.
 *
 * Grad: reads `.grad` of each parameter; skips those that have none.
 * @throws ArgumentError if a setting is negative, or a beta is not in [0, 1).
 * @see https://pytorch.org/docs/stable/generated/torch.optim.AdamW.html
 */
export class AdamW extends Adam {
  constructor(params: ParamsOrGroups<AdamWOptions>, options: AdamWOptions = {}) {
    super(params, { weightDecay: 1e-2, ...options, decoupledWeightDecay: true });
  }
}

function checkSettings({ lr, betas, eps, weightDecay }: AdamSettings): void {
  expectAtLeastZero('lr', lr);
  expectAtLeastZero('eps', eps);
  expectAtLeastZero('weightDecay', weightDecay);
  betas.forEach((beta, i) => {
    if (!(beta >= 0 && beta < 1))
      throw new ArgumentError(`optimizer: got ${beta} as beta ${i + 1}; expected a number from 0 to below 1.`);
  });
}
