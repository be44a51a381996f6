// expect: truncated
// family: output
// why: half a million points
// must-show: the first 10,000, and how many were left out
// shows: "what":"points"
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { plot } from 'risotto/output';
for (let i = 0; i < 5e5; i++) plot('loss', i, 1 / i);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
