// expect: pass
// family: tampering
// why: a right answer in a subclass of Array that overrides everything
// must-show: passes: only length and entries are read
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
class Mine extends Array { *[Symbol.iterator](): any { yield 0; } map(): any { return []; } toString(): string { return 'mine'; } static get [Symbol.species](): any { return Object; } }
export function grad(x: number[], w: number[]): any { const o = new Mine(); const good = GOOD(x, w); for (let i = 0; i < good.length; i++) o[i] = good[i]; return o; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
