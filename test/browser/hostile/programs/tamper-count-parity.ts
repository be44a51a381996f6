// expect: fail
// family: tampering
// why: right on every odd call, wrong on every even one
// must-show: refused: the same question is asked twice
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
let n = 0;
export function grad(x: number[], w: number[]): number[] { return n++ % 2 === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
