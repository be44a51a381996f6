// expect: truncated
// family: output
// why: a series of its own for each of 100,000 points
// must-show: 32 series
// shows: "dropped":99968,"what":"points"
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { plot } from 'risotto/output';
for (let i = 0; i < 1e5; i++) plot('s' + i, i, 1);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
