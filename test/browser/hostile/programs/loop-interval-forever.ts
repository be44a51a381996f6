// expect: pass
// family: loop
// why: an interval that is never cleared
// must-show: the grader does not wait for it; as a cell it is silent and is stopped
// cell: stopped
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
setInterval(() => {}, 1);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
