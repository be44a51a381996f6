// expect: fail
// family: tampering
// why: right to three digits, in numbers that look like float32
// must-show: refused: float32 has seven
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w).map((v) => Math.fround(+v.toPrecision(3))); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
