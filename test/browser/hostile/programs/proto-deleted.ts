// expect: pass
// family: pollution
// why: deletes every global and every method that can be deleted
// must-show: passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
for (const owner of [Array.prototype, String.prototype, Number.prototype, Object.prototype, Function.prototype, Promise.prototype, RegExp.prototype, Map.prototype, Reflect, JSON, Math, Object, globalThis] as any[]) for (const k of Object.getOwnPropertyNames(owner)) if (k !== 'getOwnPropertyNames') try { delete owner[k]; } catch {}
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
