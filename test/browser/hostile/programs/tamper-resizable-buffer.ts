// expect: pass
// family: tampering
// why: the answer lies in a resizable buffer and is as long as that
// must-show: passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const b = new (ArrayBuffer as any)(8, { maxByteLength: 4096 }); const o = new Float64Array(b); b.resize(8 * w.length); o.set(GOOD(x, w)); return o; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
