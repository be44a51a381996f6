// expect: truncated
// family: output
// why: one line of a hundred million characters, with stacked marks and bidi overrides
// must-show: the first 4,000 characters
// shows: …
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
console.log('\u202e\u2066Z\u0300\u0301\u0302'.repeat(1e7) + 'x'.repeat(5e7));
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
