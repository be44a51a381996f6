// expect: timeout
// family: loop
// why: waits for a notification that nobody can send
// must-show: stopped at the deadline
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const m = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
await (Atomics as any).waitAsync(new Int32Array(m.buffer as any), 0, 0).value;
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
