import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { decodeBase64 } from '../../engine/kernels/base64.ts';
import { STANDARD_KERNELS } from '../../engine/kernels/wasm-bytes.ts';
import { createWasmKernels, KERNEL_BYTES } from '../../engine/kernels/wasm.ts';
import { generateKernels } from '../../scripts/build-engine.ts';
import { root } from '../../scripts/sources.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the compiled kernels', () => {
  test('are those of their sources: run `npm run build:engine` and commit', async () => {
    const committed = readFileSync(join(root, 'engine/kernels/wasm-bytes.ts'), 'utf8');
    expect((await generateKernels()) === committed).toBe(true);
  });

  test('are at most 40 kB', () => {
    expect(gzipSync(decodeBase64(STANDARD_KERNELS)).length).toBeLessThan(40_000);
  });

  test('own whole lines of the cache', () => expect(KERNEL_BYTES % 64).toBe(0));

  test.each([0, 1, 2, 3, 4, 5, 100])('are decoded right: %d bytes', (n) => {
    const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 91 + 200) & 255);
    expect([...decodeBase64(Buffer.from(bytes).toString('base64'))]).toEqual([...bytes]);
  });

  test('do without a host that has no WebAssembly, or will not compile', () => {
    const memory = new WebAssembly.Memory({ initial: 16 });
    vi.stubGlobal('WebAssembly', undefined);
    expect(createWasmKernels(memory)).toBeUndefined();
    const Module = function (): never {
      throw new Error('refused');
    };
    vi.stubGlobal('WebAssembly', { Module, Instance: Module, validate: () => true });
    expect(createWasmKernels(memory)).toBeUndefined();
  });
});
