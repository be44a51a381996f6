// expect: pass
// family: pollution
// why: Promise.prototype.then does nothing and the species is a trap
// must-show: passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
(Promise.prototype as any).then = () => {}; Object.defineProperty(Promise, Symbol.species, { get() { return class { constructor() { throw 1; } }; } }); (Promise.prototype as any).constructor = class {};
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
