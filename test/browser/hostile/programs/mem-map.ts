// expect: memory
// family: memory
// why: a Map holds at most 2**24 entries and then throws
// must-show: stopped, or a RangeError
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const m = new Map(); for (let i = 0; ; i++) m.set(i, [i]); }
