// expect: error
// family: tampering
// why: exports then, so that the module counts as a promise
// must-show: refused before anything runs
// shows: cannot export 'then'
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function then(done: any): void { done({ grad: (x: number[], w: number[]) => GOOD(x, w) }); }
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
