// expect: error
// family: error
// why: an error whose message has twenty million characters
// must-show: the first 2,000 of them
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { throw new Error('x'.repeat(2e7)); }
