// expect: pass
// family: error
// why: throws from timers while it is graded
// must-show: the answer counts; as a cell it ends with the error
// cell: threw
// shows: from a timer
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
setTimeout(() => { throw new Error('from a timer'); }, 0);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
