// expect: timeout
// family: loop
// why: awaits a thenable that never answers
// must-show: stopped at the deadline
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
await { then() {} };
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
