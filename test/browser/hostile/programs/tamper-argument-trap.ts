// expect: fail
// family: tampering
// why: keeps the arguments and changes those of the call before
// must-show: refused: every call has arguments of its own
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
let before: number[] = [];
export function grad(x: number[], w: number[]): number[] { before.fill(0); before = w; return before.map(() => 1); }
