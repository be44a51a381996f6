// expect: blocked
// family: escape
// why: scripts from elsewhere
// must-show: nothing of it is there
// needs: no script loading
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const reached: string[] = [];
for (const name of ["importScripts"]) if (typeof (globalThis as any)[name] !== "undefined") reached.push(name);
const LEAK = "http://127.0.0.1:8150/leak"; // a server of the test itself; it must see nothing
try { (globalThis as any).importScripts(LEAK + '?scripts'); reached.push('loaded'); } catch {}
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
