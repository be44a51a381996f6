// expect: fail
// family: tampering
// why: inherits from Tensor, with a shape and a storage that change at each read
// must-show: refused, nothing crashes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { Tensor } from 'risotto';
export function grad(x: number[], w: number[]): any { let n = 0; return Object.create(Tensor.prototype, { shape: { get: () => new Proxy([w.length], { get: (t: any, k) => (k === 'length' ? 1 : (n++ % 2 ? w.length : 1e6)) }) }, strides: { value: [1] }, offset: { value: 0 }, storage: { get: () => ({ data: n++ % 3 ? new Float64Array(w.length) : new Proxy([], {}) }) } }); }
