// expect: fail
// family: tampering
// why: an array of holes with the right length
// must-show: refused: the first item is missing
// shows: missing
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const o: number[] = []; o.length = w.length; return o; }
