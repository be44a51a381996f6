// expect: pass
// family: pollution
// why: methods and accessors of Tensor replaced; the answer is a right tensor
// must-show: passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { tensor, Tensor } from 'risotto';
const made = tensor;
for (const k of ['toArray', 'item', 'contiguous', 'clone', 'detach', 'toString']) (Tensor.prototype as any)[k] = () => [0];
for (const k of ['dtype', 'requiresGrad', 'ndim']) Object.defineProperty(Tensor.prototype, k, { get() { throw new Error(k); }, configurable: true });
export function grad(x: number[], w: number[]): any { return made(GOOD(x, w)); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
