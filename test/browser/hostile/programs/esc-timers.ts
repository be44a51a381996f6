// expect: blocked
// family: escape
// why: timers that the end of a run does not wait for
// must-show: nothing of it is there
// needs: no uncounted timers
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const reached: string[] = [];
for (const name of ["requestAnimationFrame", "cancelAnimationFrame", "scheduler"]) if (typeof (globalThis as any)[name] !== "undefined") reached.push(name);
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
