// expect: fail
// family: tampering
// why: rows that shrink the buffer of the others while they are read
// must-show: refused, nothing crashes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const b = new (ArrayBuffer as any)(8 * w.length, { maxByteLength: 8 * w.length }); const o = new Float64Array(b); return [o, Object.defineProperty([], 'length', { value: 0 }), new Proxy([], { get() { b.resize(0); return 0; } })]; }
