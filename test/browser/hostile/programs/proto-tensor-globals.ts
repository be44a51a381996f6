// expect: pass
// family: pollution
// why: Float32Array replaced after the engine has made a right tensor
// must-show: passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { tensor } from 'risotto';
const Own = Float32Array;
export function grad(x: number[], w: number[]): any { (globalThis as any).Float32Array = Own; const t = tensor(GOOD(x, w)).mul(1); (globalThis as any).Float32Array = class { constructor() { throw new Error('no array'); } }; return t; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
