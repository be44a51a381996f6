// expect: pass
// family: pollution
// why: set, slice, subarray, fill, length and the iterator of typed arrays replaced
// must-show: a right typed array passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const T = Object.getPrototypeOf(Float64Array.prototype);
const Own = Float64Array;
for (const k of ['set', 'slice', 'subarray', 'fill', 'map', 'at']) T[k] = Float32Array.prototype[k as 'set'] = () => new Own(1) as never;
T[Symbol.iterator] = function* () {};
for (const k of ['length', 'buffer', 'byteLength', 'byteOffset']) Object.defineProperty(T, k, { get() { return 0; } });
Object.defineProperty(T, Symbol.toStringTag, { get() { return 'Uint8Array'; } });
(globalThis as any).Float64Array = (globalThis as any).Float32Array = Uint8Array;
export function grad(x: number[], w: number[]): any { const o = new Own(w.length); for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
