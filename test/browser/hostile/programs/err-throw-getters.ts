// expect: error
// family: error
// why: an error whose name and message are getters that throw
// must-show: an error
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const e = new Error('m'); for (const k of ['name', 'message', 'cause']) Object.defineProperty(e, k, { get() { throw e; } }); throw e; }
