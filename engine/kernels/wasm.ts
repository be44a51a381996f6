import { decodeBase64 } from './base64.ts';
import { STANDARD_KERNELS } from './wasm-bytes.ts';
import { findWasmHost, type WasmMemory } from './wasm-host.ts';
import type { WasmKernels } from './wasm-kernels.ts';

export { KERNEL_BYTES } from './wasm-bytes.ts';

/**
 * The compiled kernels over `memory`, whose first `KERNEL_BYTES` bytes become theirs; or undefined where WebAssembly,
 * its SIMD or compiling at run time is not to be had.
 */
export function createWasmKernels(memory: WasmMemory): WasmKernels | undefined {
  const host = findWasmHost();
  if (host === undefined) return undefined;
  try {
    const module = new host.Module(decodeBase64(STANDARD_KERNELS));
    return new host.Instance(module, { env: { memory } }).exports as WasmKernels;
  } catch {
    // No SIMD, or a content security policy without 'wasm-unsafe-eval': the loops in JavaScript do the same work.
    return undefined;
  }
}
