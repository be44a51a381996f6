// expect: pass
// family: pollution
// why: freezes every prototype and the global object
// must-show: passes; the next run is not frozen
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
for (const o of [Object, Array, Function, Promise, String, Number, Error, Map, Set, Float64Array] as any[]) { Object.freeze(o.prototype); Object.freeze(o); }
try { Object.freeze(globalThis); } catch {}
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
