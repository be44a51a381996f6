// expect: pass
// family: output
// why: a million progress messages
// must-show: only the newest, at most 60 a second
// shows: "done":1000000
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { progress } from 'risotto/output';
for (let i = 1; i <= 1e6; i++) progress(i, 1e6);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
