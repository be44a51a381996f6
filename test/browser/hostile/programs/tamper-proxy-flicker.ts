// expect: fail
// family: tampering
// why: a Proxy: wrong on the first read of an entry, right on every later one
// must-show: refused: each entry is read once
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const seen = new Set(); return new Proxy(w.map(() => 0), { get: (t: any, k) => { if (k === 'length') return w.length; if (seen.has(k)) return 2 * w[+String(k)] * x[+String(k)] ** 2; seen.add(k); return 0; } }); }
