// expect: fail
// family: tampering
// why: fills the answer in after it was returned
// must-show: refused: it was read at once
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { const o = w.map(() => 0); const fill = () => w.forEach((v, i) => (o[i] = 2 * v * x[i] * x[i])); queueMicrotask(fill); setTimeout(fill, 0); return o; }
