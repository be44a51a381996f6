import { decodeBase64 } from './base64.ts';
import { RELAXED_KERNELS, STANDARD_KERNELS } from './wasm-bytes.ts';
import { findWasmHost, type WasmHost, type WasmMemory } from './wasm-host.ts';
import type { WasmKernels } from './wasm-kernels.ts';

export { KERNEL_BYTES } from './wasm-bytes.ts';

function load(host: WasmHost, bytes: Uint8Array<ArrayBuffer>, memory: WasmMemory): object {
  return new host.Instance(new host.Module(bytes), { env: { memory } }).exports;
}

/**
 * The compiled kernels over `memory`, whose first `KERNEL_BYTES` bytes become theirs; or undefined where WebAssembly,
 * its SIMD or compiling at run time is not to be had.
 *
 * With `fused`, products use one instruction for a · b + c where the host has it: faster, and rounded once instead of
 * twice, so that the last digits depend on the machine. Without, they are the same everywhere.
 */
export function createWasmKernels(
  memory: WasmMemory,
  { fused = true }: { readonly fused?: boolean } = {},
): WasmKernels | undefined {
  const host = findWasmHost();
  if (host === undefined) return undefined;
  try {
    const standard = load(host, decodeBase64(STANDARD_KERNELS), memory);
    const relaxed = fused ? decodeBase64(RELAXED_KERNELS) : undefined;
    const better = relaxed !== undefined && host.validate(relaxed) ? load(host, relaxed, memory) : {};
    return { ...standard, ...better } as WasmKernels;
  } catch {
    // No SIMD, or a content security policy without 'wasm-unsafe-eval': the loops in JavaScript do the same work.
    return undefined;
  }
}
