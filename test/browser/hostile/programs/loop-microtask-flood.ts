// expect: timeout
// family: loop
// why: each microtask asks for the next, so that no task ever comes
// must-show: stopped at the deadline, although the answer would be right
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const again = (): void => void Promise.resolve().then(again);
again();
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
