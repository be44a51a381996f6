import { decodeBase64 } from './base64.ts';
import { RELAXED_KERNELS, STANDARD_KERNELS } from './wasm-bytes.ts';
import { findWasmHost, type WasmHost, type WasmMemory } from './wasm-host.ts';
import type { WasmKernels } from './wasm-kernels.ts';

export { KERNEL_BYTES } from './wasm-bytes.ts';

function load(host: WasmHost, bytes: Uint8Array<ArrayBuffer>, memory: WasmMemory): object {
  return new host.Instance(new host.Module(bytes), { env: { memory } }).exports;
}

/**
 * From so many multiplications on a product may use one instruction for a · b + c where the host has it: faster, and
 * rounded once instead of twice, so that its last digits depend on the machine. Smaller ones, such as those of the small
 * networks that lessons print the numbers of, are the same to the last bit on every host with SIMD.
 */
const FUSED_FROM = 2 ** 18;

/** About how many multiplications one image takes in one group, from the arguments that a convolution begins with. */
function productOf(sizes: readonly number[]): number {
  const [, channels = 1, height = 1, width = 1, outChannels = 1, kernelHeight = 1, kernelWidth = 1] = sizes;
  const [strideY = 1, strideX = 1] = sizes.slice(7);
  const groups = sizes[13] ?? 1;
  const windows = Math.ceil(height / strideY) * Math.ceil(width / strideX);
  return (channels / groups) * kernelHeight * kernelWidth * (outChannels / groups) * windows;
}

function fuseLargeProducts(standard: WasmKernels, fused: WasmKernels): WasmKernels {
  const forConvolution = (sizes: readonly number[]): WasmKernels => (productOf(sizes) < FUSED_FROM ? standard : fused);
  return {
    ...fused,
    conv2dForward: (...args) => forConvolution(args).conv2dForward(...args),
    conv2dBackwardInput: (...args) => forConvolution(args).conv2dBackwardInput(...args),
    conv2dBackwardWeight: (...args) => forConvolution(args).conv2dBackwardWeight(...args),
    matmul: (m, k, n, out, a, ar, ac, b, br, bc, accumulate) => {
      const { matmul } = m * k * n < FUSED_FROM ? standard : fused;
      matmul(m, k, n, out, a, ar, ac, b, br, bc, accumulate);
    },
    batchedMatmul: (batch, m, k, n, out, a, as, ar, ac, b, bs, br, bc, accumulate) => {
      const { batchedMatmul } = m * k * n < FUSED_FROM ? standard : fused;
      batchedMatmul(batch, m, k, n, out, a, as, ar, ac, b, bs, br, bc, accumulate);
    },
  };
}

/**
 * The compiled kernels over `memory`, whose first `KERNEL_BYTES` bytes become theirs; or undefined where WebAssembly,
 * its SIMD or compiling at run time is not to be had. Without `fused`, no product is.
 */
export function createWasmKernels(
  memory: WasmMemory,
  { fused = true }: { readonly fused?: boolean } = {},
): WasmKernels | undefined {
  const host = findWasmHost();
  if (host === undefined) return undefined;
  try {
    const standard = load(host, decodeBase64(STANDARD_KERNELS), memory) as WasmKernels;
    const relaxed = fused ? decodeBase64(RELAXED_KERNELS) : undefined;
    if (relaxed === undefined || !host.validate(relaxed)) return { ...standard };
    return fuseLargeProducts(standard, { ...standard, ...load(host, relaxed, memory) });
  } catch {
    // No SIMD, or a content security policy without 'wasm-unsafe-eval': the loops in JavaScript do the same work.
    return undefined;
  }
}
