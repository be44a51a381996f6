// expect: fail
// family: tampering
// why: the answer lies in a buffer that was given away
// must-show: refused, nothing crashes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const o = new Float64Array(GOOD(x, w)); structuredClone(o.buffer, { transfer: [o.buffer] }); return o; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
