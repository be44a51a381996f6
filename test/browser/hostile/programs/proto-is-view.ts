// expect: pass
// family: pollution
// why: ArrayBuffer.isView says yes to every array
// must-show: passes
// needs: own isView
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
(ArrayBuffer as any).isView = () => true;
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
