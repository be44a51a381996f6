/** As much of the language's WebAssembly as the engine uses; lib.es does not describe it. */
export interface WasmHost {
  readonly Memory: new (size: { initial: number; maximum?: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: object };
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

/** Linear memory; `grow` takes pages of 64 KiB and detaches the arrays over the old `buffer`. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

declare const WebAssembly: WasmHost;

/** The host's WebAssembly, if it has any. */
export function findWasmHost(): WasmHost | undefined {
  return typeof WebAssembly === 'undefined' ? undefined : WebAssembly;
}
