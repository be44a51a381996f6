// expect: blocked
// family: escape
// why: climbs the global object’s prototypes for what was taken from the object itself
// must-show: nothing is left there either
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const reached: string[] = [];
for (let o: any = globalThis; o && o !== Object.prototype; o = Object.getPrototypeOf(o)) for (const k of Reflect.ownKeys(o)) if (/^(postMessage|fetch|close|importScripts|navigator|location|indexedDB|caches|addEventListener|dispatchEvent|onmessage)$/.test(String(k)) && o[k] != null) reached.push(String(k));
try { new (globalThis.constructor as any)(); reached.push('constructor'); } catch {}
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
