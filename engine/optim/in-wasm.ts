// The steps that training spends its time in, by the WASM kernels; each answers whether it was done, and if not, nothing
// has been changed and the plain kernel of the same name does it.
import { wasm } from '../memory/wasm-runtime.ts';
import { addressFor } from '../ops/in-wasm/place.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Addresses of tensors that are all float32, contiguous and of one size; null if the kernels cannot have them. */
function addresses(...tensors: readonly Tensor[]): number[] | null {
  const found: number[] = [];
  for (const tensor of tensors) {
    const address = tensor.contiguousInStorage && tensor.size > 0 ? addressFor(tensor) : 0;
    if (address === 0) return null;
    found.push(address);
  }
  return found;
}

/** p ← p − lr · g. */
export function descendInWasm(param: Tensor, grad: Tensor, lr: number): boolean {
  const found = addresses(param, grad);
  if (found === null) return false;
  wasm!.kernels.sgdStep(param.size, found[0]!, found[1]!, lr);
  return true;
}

export interface MomentumSettings {
  readonly lr: number;
  readonly momentum: number;
  readonly dampening: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
}

/** A step of SGD with momentum. */
export function sgdInWasm(param: Tensor, grad: Tensor, velocity: Tensor, settings: MomentumSettings): boolean {
  const found = addresses(param, grad, velocity);
  if (found === null) return false;
  const { lr, momentum, dampening, weightDecay, nesterov } = settings;
  const [p, g, v] = found as [number, number, number];
  wasm!.kernels.sgdMomentumStep(param.size, p, g, v, lr, momentum, dampening, weightDecay, nesterov ? 1 : 0);
  return true;
}

export interface AdamStep {
  readonly lr: number;
  readonly betas: readonly [number, number];
  readonly eps: number;
  readonly weightDecay: number;
  readonly decoupledWeightDecay: boolean;
}

/** Step number `step` of Adam or AdamW. */
export function adamInWasm(
  param: Tensor,
  grad: Tensor,
  expAvg: Tensor,
  expAvgSq: Tensor,
  { lr, betas, eps, weightDecay, decoupledWeightDecay }: AdamStep,
  step: number,
): boolean {
  const found = addresses(param, grad, expAvg, expAvgSq);
  if (found === null) return false;
  const [p, g, m, v] = found as [number, number, number, number];
  const [beta1, beta2] = betas;
  const decoupled = decoupledWeightDecay ? 1 : 0;
  const corrections = [1 - beta1 ** step, 1 - beta2 ** step] as const;
  wasm!.kernels.adamStep(param.size, p, g, m, v, lr, beta1, beta2, eps, weightDecay, decoupled, ...corrections);
  return true;
}
