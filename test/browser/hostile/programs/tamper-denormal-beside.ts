// expect: pass
// family: tampering
// why: right numbers with the smallest one added
// must-show: passes: no number moves by it
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w).map((v) => v + 5e-324); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
