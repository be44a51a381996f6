// expect: fail
// family: tampering
// why: returns what the sandbox would send for a right answer
// must-show: refused: it is an object
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { return { kind: 'array', shape: [w.length], dtype: 'float64', data: Float64Array.from(w.map((v, i) => 2 * v * x[i] * x[i])) }; }
