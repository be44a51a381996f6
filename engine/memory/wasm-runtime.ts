import { createWasmKernels, KERNEL_BYTES } from '../kernels/wasm.ts';
import { findWasmHost } from '../kernels/wasm-host.ts';
import type { WasmKernels } from '../kernels/wasm-kernels.ts';
import { setKernelMemory } from '../tensor/storage.ts';

/** The kernels, and the stretch of their memory that is for tensors. */
export interface WasmRuntime {
  readonly kernels: WasmKernels;
  /** All of the memory, for reading and writing single numbers: index = address / 4. */
  readonly floats: Float32Array;
  /** Byte addresses of the part that the kernels do not need for themselves. */
  readonly start: number;
  readonly end: number;
}

/**
 * Sizes to ask for, in pages of 64 KiB. The memory never grows, since growing would cut every array off from it; pages
 * that nobody touches cost address space only, and where that is scarce a smaller one will do.
 */
const PAGES = [4096, 1024, 512];

function startWasm(): WasmRuntime | null {
  const host = findWasmHost();
  if (host === undefined) return null;
  for (const pages of PAGES) {
    try {
      const memory = new host.Memory({ initial: pages, maximum: pages });
      const kernels = createWasmKernels(memory);
      if (kernels === undefined) return null;
      setKernelMemory(memory.buffer);
      return { kernels, floats: new Float32Array(memory.buffer), start: KERNEL_BYTES, end: pages * 65536 };
    } catch (error) {
      // A RangeError is a refused memory; a smaller one may be granted.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

/** Null where the kernels cannot run: then the plain ones in `engine/kernels` do everything. */
export const wasm: WasmRuntime | null = startWasm();
