// expect: pass
// family: pollution
// why: getters and setters on Object.prototype under the names that protocol and descriptors use
// must-show: passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
for (const k of ['get', 'set', 'value', 'kind', 'data', 'shape', 'dtype', 'outcome', 'again', 'argsAfter', 'transfer', 'modules', 'calls', 'writable', 'enumerable', 'configurable']) Object.defineProperty(Object.prototype, k, { __proto__: null, get() { return undefined; }, set() {}, configurable: true } as any);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
