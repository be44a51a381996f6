// expect: pass
// family: tampering
// why: the answer lies in shared memory
// must-show: passes: it is copied, never shared
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const m = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }); const o = new Float64Array(m.buffer as any, 8, w.length); o.set(GOOD(x, w)); return o; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
