// expect: pass
// family: output
// why: goes on printing from timers and microtasks after its last line
// must-show: as a cell all of it, in order; graded nothing of it
// cell: finished
// shows: late 4
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
for (let i = 0; i < 5; i++) setTimeout(() => console.log('late ' + i), i * 10);
Promise.resolve().then(() => console.log('soon'));
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
