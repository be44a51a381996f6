// expect: fail
// family: pollution
// why: Tensor and Storage accessors answer with right numbers when asked by method
// must-show: refused: the numbers are read where they lie
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { tensor, Tensor } from 'risotto';
let right: number[] = [];
(Tensor.prototype as any).toArray = () => right;
export function grad(x: number[], w: number[]): any { right = w.map((v, i) => 2 * v * x[i] * x[i]); const t = tensor(w.map(() => 0)); Object.defineProperty(Object.getPrototypeOf(t.storage), 'dtype', { get: () => 'float64', configurable: true }); return t; }
