import * as activations from '../../kernels/activations.ts';
import * as plain from '../../kernels/unary.ts';
import type { UnaryKernel } from '../../kernels/unary.ts';
import type { WasmKernels } from '../../kernels/wasm-kernels.ts';
import { claim } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor } from './place.ts';

interface UnarySimd {
  readonly forward: (n: number, out: number, x: number) => void;
  readonly backward: (n: number, gradInput: number, gradOutput: number, saved: number) => void;
}

const unarySimd = new Map<UnaryKernel, UnarySimd>();
if (wasm !== null) register(wasm.kernels);

function register(k: WasmKernels): void {
  unarySimd
    .set(plain.neg, { forward: k.neg, backward: k.neg })
    .set(plain.exp, { forward: k.exp, backward: k.mul })
    .set(plain.log, { forward: k.log, backward: k.div })
    .set(plain.sqrt, { forward: k.sqrt, backward: k.sqrtBackward })
    .set(plain.abs, { forward: k.abs, backward: k.absBackward })
    .set(plain.tanh, { forward: k.tanh, backward: k.tanhBackward })
    .set(plain.sigmoid, { forward: k.sigmoid, backward: k.sigmoidBackward })
    .set(plain.relu, { forward: k.relu, backward: k.reluBackward })
    .set(plain.softplus, { forward: k.softplus, backward: k.softplusBackward })
    .set(activations.gelu, { forward: k.gelu, backward: k.geluBackward })
    .set(activations.geluTanh, { forward: k.geluTanh, backward: k.geluTanhBackward })
    .set(activations.silu, { forward: k.silu, backward: k.siluBackward });
}

function simdOf(kernel: UnaryKernel): UnarySimd | undefined {
  return unarySimd.get(kernel) ?? leakySimd(kernel);
}

/** Each slope makes a kernel of its own, so there is no list of them. */
function leakySimd(kernel: UnaryKernel | activations.LeakyRelu): UnarySimd | undefined {
  if (wasm === null || !('negativeSlope' in kernel)) return undefined;
  const { leakyRelu, leakyReluBackward } = wasm.kernels;
  return {
    forward: (n, out, x) => leakyRelu(n, out, x, kernel.negativeSlope),
    backward: (n, gradInput, g, x) => leakyReluBackward(n, gradInput, g, x, kernel.negativeSlope),
  };
}

/** A function of each number of a contiguous float32 tensor. */
export function unaryInWasm(kernel: UnaryKernel, x: Tensor): Tensor | null {
  const simd = x.dtype === 'float32' ? simdOf(kernel) : undefined;
  if (simd === undefined) return null;
  const from = addressFor(x);
  const out = from === 0 ? null : claim(x.size);
  if (out === null) return null;
  simd.forward(x.size, out.address, from);
  return new Tensor(out, x.shape);
}

/** Its gradient; both tensors are contiguous. */
export function unaryBackwardInWasm(kernel: UnaryKernel, gradOutput: Tensor, saved: Tensor): Tensor | null {
  const simd = gradOutput.dtype === 'float32' ? simdOf(kernel) : undefined;
  if (simd === undefined) return null;
  const [g, s] = [addressFor(gradOutput), addressFor(saved)];
  const out = g === 0 || s === 0 ? null : claim(gradOutput.size);
  if (out === null) return null;
  simd.backward(gradOutput.size, out.address, g, s);
  return new Tensor(out, gradOutput.shape);
}
