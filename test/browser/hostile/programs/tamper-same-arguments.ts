// expect: fail
// family: tampering
// why: remembers the arguments and answers a repeated question right, a new one wrong
// must-show: refused
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const seen = new Map<string, number[]>();
export function grad(x: number[], w: number[]): number[] { const key = x + '|' + w; const known = seen.get(key); seen.set(key, GOOD(x, w)); return known ?? w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
