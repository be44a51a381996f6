// expect: fail
// family: tampering
// why: a fake tensor that claims to hold 10**15 numbers in 16 dimensions
// must-show: refused at once
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { Tensor } from 'risotto';
export function grad(x: number[], w: number[]): any { return Object.create(Tensor.prototype, { shape: { value: Array(64).fill(9) }, strides: { value: [] }, offset: { value: -1 }, storage: { value: { data: new Float64Array(1) } } }); }
