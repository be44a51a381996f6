// expect: timeout
// family: loop
// why: the same by queueMicrotask, begun after the module has loaded
// must-show: stopped at the deadline
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
setTimeout(() => { const again = (): void => queueMicrotask(again); again(); }, 0);
await new Promise((resolve) => setTimeout(resolve, 5));
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
