// expect: fail
// family: tampering
// why: an object that looks like a tensor to the grader’s own reader
// must-show: refused: only the engine’s tensors count
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { return { shape: [w.length], dtype: 'float64', toArray: () => w.map((v, i) => 2 * v * x[i] * x[i]), data: w }; }
