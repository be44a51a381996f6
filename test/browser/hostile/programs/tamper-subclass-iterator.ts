// expect: fail
// family: tampering
// why: a subclass whose iterator gives right numbers and whose entries are wrong
// must-show: refused
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
class Mine extends Array { right: number[] = []; *[Symbol.iterator](): any { yield* this.right; } }
export function grad(x: number[], w: number[]): any { const o = new Mine(); for (let i = 0; i < w.length; i++) o[i] = 0; o.right = w.map((v, i) => 2 * v * x[i] * x[i]); return o; }
