// expect: pass
// family: pollution
// why: Reflect.getOwnPropertyDescriptor replaced: exports vanish
// must-show: passes
// needs: own descriptor
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
Reflect.getOwnPropertyDescriptor = () => undefined;
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
