// expect: memory
// family: memory
// why: WebAssembly memory is outside the heap
// must-show: stopped, or an error when it ends at 4 GB
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const m = new WebAssembly.Memory({ initial: 1 }); for (;;) { m.grow(1024); new Uint8Array(m.buffer).fill(1); } }
