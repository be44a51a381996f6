// expect: any
// family: memory
// why: each WebAssembly memory reserves gigabytes of addresses
// must-show: stopped, or a RangeError
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const a: unknown[] = []; for (;;) a.push(new WebAssembly.Memory({ initial: 100, maximum: 65536 })); }
