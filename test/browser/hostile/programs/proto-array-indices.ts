// expect: pass
// family: pollution
// why: setters on the indices of Array.prototype swallow what is appended
// must-show: passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { const o = GOOD(x, w); for (let i = 0; i < 60; i++) Object.defineProperty(Array.prototype, i, { __proto__: null, get() { return 0; }, set() {}, configurable: true } as any); queueMicrotask(() => {}); return o; }
function GOOD(x: number[], w: number[]): number[] { for (let i = 0; i < 60; i++) delete (Array.prototype as any)[i]; const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
