// expect: pass
// family: output
// why: a Proxy with a hundred thousand keys whose descriptors throw
// must-show: something short; passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const keys: string[] = []; for (let i = 0; i < 1e5; i++) keys.push('k' + i);
console.log(new Proxy({}, { ownKeys: () => keys, getOwnPropertyDescriptor() { throw 1; } }));
console.log(new Proxy({}, { getPrototypeOf() { throw 2; } }));
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
