// expect: truncated
// family: output
// why: a hundred large tensors
// must-show: their numbers only up to a bound
// shows: "what":"lines"
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { zeros } from 'risotto';
const t = zeros([100, 100]);
for (let i = 0; i < 300; i++) console.log(t);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
