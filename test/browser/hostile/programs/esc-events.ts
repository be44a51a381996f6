// expect: blocked
// family: escape
// why: listens to, or forges, the events of the worker itself
// must-show: nothing of it is there
// needs: no events
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const reached: string[] = [];
for (const name of ["addEventListener", "removeEventListener", "dispatchEvent", "onerror", "onunhandledrejection"]) if (typeof (globalThis as any)[name] !== "undefined") reached.push(name);
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
