// expect: truncated
// family: pollution
// why: String.prototype.slice replaced: what should be cut would go out whole
// must-show: cut all the same
// needs: own slice
// shows: …
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
String.prototype.slice = function () { return '' + this; };
console.log('y'.repeat(2e6));
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
