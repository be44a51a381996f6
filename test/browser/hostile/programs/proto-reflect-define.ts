// expect: pass
// family: pollution
// why: Reflect.defineProperty replaced: lists lose what is added
// must-show: passes
// needs: own define
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
Reflect.defineProperty = () => false;
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
