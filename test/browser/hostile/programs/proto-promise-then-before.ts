// expect: pass
// family: pollution
// why: an earlier cell, which this one imports, replaces Promise.prototype.then: the loading of this one would never end
// must-show: passes
// needs: own then
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { two } from './before.ts';
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = two * w[i] * x[i] * x[i]; return o; }
// ---- module before
export const two = 2;
(Promise.prototype as any).then = () => {};
