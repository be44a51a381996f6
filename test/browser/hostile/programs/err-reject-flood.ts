// expect: error
// family: error
// why: a hundred thousand promises rejected with nobody to handle them
// must-show: one error, that of the first
// shows: lost 0
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
for (let i = 0; i < 1e5; i++) void Promise.reject(new Error('lost ' + i));
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
