// expect: memory
// family: memory
// why: flat strings of 100 MB each
// must-show: stopped, or a RangeError
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const a: string[] = []; for (;;) { const s = String.fromCharCode(97 + (a.length % 26)).repeat(1e8); s.charCodeAt(5e7); a.push(s.toUpperCase()); } }
