// expect: fail
// family: tampering
// why: Function.caller and arguments.callee lead to the code that calls
// must-show: refused: strict code has none
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { let c: any; try { c = (grad as any).caller; } catch {} try { c ??= (new Function('return arguments.callee.caller') as any)(); } catch {} return c ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
