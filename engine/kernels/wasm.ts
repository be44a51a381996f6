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

function fuseLargeProducts(standard: WasmKernels, fused: WasmKernels): WasmKernels {
  return {
    ...fused,
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
