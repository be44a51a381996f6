// expect: fail
// family: tampering
// why: NaN compares with nothing
// must-show: refused
// shows: NaN
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { return w.map(() => NaN); }
