// expect: blocked
// family: escape
// why: comments that make tools fetch a source map
// must-show: no request
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
//# sourceMappingURL=http://127.0.0.1:8150/leak?map
//# sourceURL=http://127.0.0.1:8150/leak?source
